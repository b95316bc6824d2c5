"""Somebody's word about files: written into cwc.yaml after a look at what there is to vouch for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cwc.engine.examine import examine
from cwc.engine.judging import may_be_vouched_for
from cwc.engine.means import Means
from cwc.errors import PathError
from cwc.folder.names import SETTINGS_FILE
from cwc.model.settings import About, Stage, Voucher
from cwc.model.view import SubmissionView
from cwc.text.names import tidy_path
from cwc.yaml_edit import append

NO_FILE = "{path}：材料文件夹里没有这个文件。请照检查结果里的路径写（从材料文件夹算起）。"
CERTAIN = "{path}：里面是明确的密级标志，谁也不能担保。请照 cwc explain SEC001 处理。"
NOTHING = {
    About.UNREAD: "{path}：没有读不出的内容，不用担保。",
    About.SECRECY: "{path}：没有像密级标志的字（或已有人担保），不用担保。",
}


@dataclass(frozen=True)
class Word:
    """What somebody says about files: of which doubt, who, and why."""

    about: About
    by: str
    reason: str


def vouch(folder: Path, paths: Sequence[str], word: Word, means: Means) -> list[Voucher]:
    """Write vouchers for the files into cwc.yaml; PathError when one of them needs none."""
    view = examine(folder, Stage.COLLECTING, None, means).view
    vouchers: list[Voucher] = []
    for written in paths:
        path = _path(folder, written, view)
        found = list(_vouchers(path, word, view))
        if not found:
            raise PathError(NOTHING[word.about].format(path=path))
        vouchers += found
    entries = [voucher.model_dump(mode="json", exclude_none=True) for voucher in vouchers]
    append(folder / SETTINGS_FILE, "vouchers", entries)
    return vouchers


def _path(folder: Path, written: str, view: SubmissionView) -> str:
    """The file that is meant, as the findings name it: from the folder on, or from here."""
    known = {tidy_path(path): path for path in (*view.by_path, *view.marks_by_path)}
    candidates = [written]
    here = Path(written).absolute()
    if here.is_relative_to(folder.absolute()):
        candidates.append(here.relative_to(folder.absolute()).as_posix())
    found = next((known[p] for c in candidates if (p := tidy_path(c)) in known), None)
    if found is None:
        raise PathError(NO_FILE.format(path=written))
    return found


def _vouchers(path: str, word: Word, view: SubmissionView) -> Iterator[Voucher]:
    """The vouchers that are wanting for a file."""
    file = view.file(path)
    said = vars(word) | {"path": path}
    if word.about is About.UNREAD:
        if file and may_be_vouched_for(file):
            yield Voucher(sha256=file.sha256, **said)
        return
    marks = view.marks_by_path.get(path, [])
    if any(mark.certain for mark in marks):
        raise PathError(CERTAIN.format(path=path))
    doubtful = [mark for mark in marks if mark.voucher is None]
    if file and any(mark.text is None for mark in doubtful):
        yield Voucher(sha256=file.sha256, **said)
    for text in dict.fromkeys(mark.text for mark in doubtful if mark.text is not None):
        yield Voucher(text=text, **said)
