"""The photos of a bundle one after the other, those that are encoded anew by whoever executes."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cwc.errors import BROKEN_FILE, PathError
from cwc.makers.photo import Jpeg, make_jpeg, untouched
from cwc.model.plan import PhotoForm, Plan, PlannedPhoto, Source

CHANGED = "{path}：检查之后文件变了（或读不到了）。请确认没有人正在改动材料，再打包一次。"

ODD_PHOTO = "{path}：这张照片转换不了。请用看图软件另存为 JPG，再检查和打包。"

# So many are under way at a time: enough to keep every process busy, few enough to keep in memory.
_CHUNK = 64


@dataclass(frozen=True)
class Task:
    """One photo to make for the bundle; `is_single` of a JPG that bears its caption itself."""

    folder: Path
    photo: PlannedPhoto
    limit_bytes: int
    is_single: bool


# Executes `made` for each task, in their order, here or elsewhere.
Execute = Callable[[Sequence[Task]], Iterator[Jpeg]]


def photos_of(plan: Plan, folder: Path, execute: Execute) -> Iterator[Jpeg]:
    """Every photo of the plan in its order; PathError when one is not what was judged."""
    single = plan.photos is PhotoForm.JPG
    tasks = [
        Task(folder, photo, plan.photo_limit_bytes, single)
        for requirement in plan.requirements
        for album in requirement.albums
        for photo in album.photos
    ]
    for start in range(0, len(tasks), _CHUNK):
        chunk = tasks[start : start + _CHUNK]
        # To read what goes in as it is takes less time than to send it to another process.
        anew = execute([task for task in chunk if single or task.photo.is_anew])
        for task in chunk:
            yield next(anew) if single or task.photo.is_anew else made(task)


def made(task: Task) -> Jpeg:
    """The photo for the bundle, its caption below it or, when that is set as text, as it came."""
    photo, limit = task.photo, task.limit_bytes
    data = load(task.folder, photo.source)
    try:
        if task.is_single:
            return make_jpeg(data, limit, photo.caption)
        return untouched(data, limit) or make_jpeg(data, photo.most_bytes)
    except BROKEN_FILE as error:
        raise PathError(ODD_PHOTO.format(path=photo.source.path)) from error


def load(folder: Path, source: Source) -> bytes:
    """The source's bytes; PathError when they are not what was judged."""
    try:
        data = (folder / source.path).read_bytes()
    except OSError as error:
        raise PathError(CHANGED.format(path=source.path)) from error
    if hashlib.sha256(data).hexdigest() != source.sha256:
        raise PathError(CHANGED.format(path=source.path))
    return data
