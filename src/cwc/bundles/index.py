"""目录.xlsx: every file of the bundle in upload order, for the person at the portal."""

from collections.abc import Iterator
from pathlib import Path

from cwc.model.finding import Finding
from cwc.model.outcome import Waived
from cwc.model.plan import PhotoForm, Plan, PlannedAlbum, PlannedDocument, PlannedRequirement
from cwc.wording.levers import lever_words
from cwc.wording.states import SEVERITY_NAMES
from cwc.workbook import Sheet, write_sheets

INDEX_FILE = "目录.xlsx"

_UPLOADS = ("序号", "指标", "名称", "清单要求", "材料", "上传的文件", "大小（字节）", "图片张数")
_PHOTOS = ("指标", "材料", "序号", "类别", "时间", "说明", "上传的文件", "来源")
_DOCUMENTS = ("指标", "材料", "上传的文件", "来源")
_VOUCHED = ("文件", "位置", "像是密级标志的字", "担保人", "理由")
_SET = ("检查时的设定",)
_WAIVED = ("级别", "规则", "指标", "文件", "位置", "问题", "豁免人", "理由")
_OPEN = ("级别", "规则", "指标", "文件", "位置", "问题", "怎么改")


def write_index(path: Path, plan: Plan, payload: Path) -> None:
    """Write the index of the files under `payload`."""
    sheets = [
        Sheet("上传顺序", _UPLOADS, list(_uploads(plan, payload)), [6, 12, 18, 60, 12, 48, 14, 10]),
        Sheet("照片", _PHOTOS, list(_photos(plan)), [12, 12, 6, 16, 16, 60, 48, 48]),
        Sheet("文档", _DOCUMENTS, list(_documents(plan)), [12, 12, 48, 60]),
    ]
    if plan.unresolved:
        rows = [_open(finding) for finding in plan.unresolved]
        sheets.append(Sheet("未解决的问题", _OPEN, rows, [8, 10, 12, 48, 20, 60, 60]))
    if plan.vouched:
        vouched = [tuple(vouching.model_dump().values()) for vouching in plan.vouched]
        sheets.append(Sheet("有人担保", _VOUCHED, vouched, [48, 20, 20, 12, 60]))
    if plan.waived:
        waived = [_waived(one) for one in plan.waived]
        sheets.append(Sheet("豁免的问题", _WAIVED, waived, [8, 10, 12, 48, 20, 60, 12, 40]))
    if words := lever_words(plan.levers):
        sheets.append(Sheet("另有设定", _SET, [(word,) for word in words], [80]))
    write_sheets(path, sheets)


def uploads_of(requirement: PlannedRequirement, plan: Plan) -> Iterator[tuple[str, str, int]]:
    """Each upload of a requirement in order: its label, its path in the bundle, its photos."""
    for entry in requirement.entries:
        if isinstance(entry, PlannedDocument):
            yield (entry.label, entry.target, 0)
        elif plan.photos is PhotoForm.PDF:
            yield (entry.label, entry.target, len(entry.photos))
        else:
            for photo in entry.photos:
                yield (entry.label, photo_target(entry, photo.target, plan), 1)


def photo_target(album: PlannedAlbum, name: str, plan: Plan) -> str:
    """The file in the bundle that shows a photo."""
    return album.target if plan.photos is PhotoForm.PDF else f"{album.target}/{name}"


def _uploads(plan: Plan, payload: Path) -> Iterator[tuple[str | int, ...]]:
    number = 0
    for requirement in plan.requirements:
        for label, target, photos in uploads_of(requirement, plan):
            number += 1
            size_bytes = (payload / target).stat().st_size
            head = (number, requirement.code, requirement.name, requirement.text)
            yield (*head, label, target, size_bytes, photos or "")


def _photos(plan: Plan) -> Iterator[tuple[str | int, ...]]:
    for requirement in plan.requirements:
        for album in requirement.albums:
            for photo in album.photos:
                yield (
                    requirement.code,
                    album.label,
                    photo.number,
                    photo.category or "",
                    photo.when,
                    "\n".join(photo.caption),
                    photo_target(album, photo.target, plan),
                    photo.source.path,
                )


def _documents(plan: Plan) -> Iterator[tuple[str, ...]]:
    for requirement in plan.requirements:
        for document in requirement.documents:
            yield (requirement.code, document.label, document.target, document.source.path)


def _open(finding: Finding) -> tuple[str, ...]:
    return (*_problem(finding), finding.mend)


def _waived(waived: Waived) -> tuple[str, ...]:
    return (*_problem(waived.finding), waived.by, waived.reason)


def _problem(finding: Finding) -> tuple[str, ...]:
    where = (finding.requirement, finding.path, finding.place)
    return (SEVERITY_NAMES[finding.severity], finding.code, *where, finding.message)
