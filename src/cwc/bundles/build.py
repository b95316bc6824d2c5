"""A plan carried out in an empty folder."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from cwc.bundles.bag import PAYLOAD, write_bag
from cwc.bundles.index import INDEX_FILE, write_index
from cwc.bundles.photo_pdf import write_album
from cwc.errors import BROKEN_FILE, PathError
from cwc.makers.photo import Jpeg, make_jpeg, untouched
from cwc.model.plan import PhotoForm, Plan, PlannedAlbum, PlannedPhoto, Source

CHANGED = "{path}：检查之后文件变了（或读不到了）。请确认没有人正在改动材料，再打包一次。"

ODD_PHOTO = "{path}：这张照片转换不了。请用看图软件另存为 JPG，再检查和打包。"

Tick = Callable[[str], None]


def build(plan: Plan, folder: Path, bag: Path, tick: Tick) -> None:
    """Make the bag in the empty folder `bag` from the files under `folder`.

    `tick` is told of each source taken in. PathError when a source is not what was judged.
    """
    payload = bag / PAYLOAD
    payload.mkdir()
    for requirement in plan.requirements:
        (payload / requirement.folder).mkdir()
        for document in requirement.documents:
            (payload / document.target).write_bytes(_load(folder, document.source))
            tick(document.source.path)
        for album in requirement.albums:
            if plan.photos is PhotoForm.PDF:
                _album_pdf(plan, folder, payload, album, tick)
            else:
                _album_jpgs(plan, folder, payload, album, tick)
    write_index(payload / INDEX_FILE, plan, payload)
    write_bag(bag, plan.unit, plan.pack, complete=plan.is_complete)


def _album_pdf(plan: Plan, folder: Path, payload: Path, album: PlannedAlbum, tick: Tick) -> None:
    def load(photo: PlannedPhoto) -> Jpeg:
        tick(photo.source.path)
        return _jpeg(plan, folder, photo, captioned=False)

    per_page = int(plan.per_page) if plan.per_page else None
    write_album(payload / album.target, album, load, per_page)


def _album_jpgs(plan: Plan, folder: Path, payload: Path, album: PlannedAlbum, tick: Tick) -> None:
    (payload / album.target).mkdir()
    for photo in album.photos:
        jpeg = _jpeg(plan, folder, photo, captioned=True)
        (payload / album.target / photo.target).write_bytes(jpeg.data)
        tick(photo.source.path)


def _jpeg(plan: Plan, folder: Path, photo: PlannedPhoto, captioned: bool) -> Jpeg:
    """The photo for the bundle, its caption below it or, when that is set as text, as it came."""
    data, limit = _load(folder, photo.source), plan.photo_limit_bytes
    try:
        if captioned:
            return make_jpeg(data, limit, photo.caption)
        return untouched(data, limit) or make_jpeg(data, photo.most_bytes)
    except BROKEN_FILE as error:
        raise PathError(ODD_PHOTO.format(path=photo.source.path)) from error


def _load(folder: Path, source: Source) -> bytes:
    try:
        data = (folder / source.path).read_bytes()
    except OSError as error:
        raise PathError(CHANGED.format(path=source.path)) from error
    if hashlib.sha256(data).hexdigest() != source.sha256:
        raise PathError(CHANGED.format(path=source.path))
    return data
