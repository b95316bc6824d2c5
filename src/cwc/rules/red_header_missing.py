"""DOC001 red-header-missing：发文看不到红头页或文号

检查什么：正式发文有没有红头页：PDF 的第1页有没有文号、有没有红色的字或线；交 Word 正文的，旁边有
没有红头页图片。

为什么：没有红头和文号的，不算正式发文。

例子：只交了 Word 稿；PDF 第1页没有“示政发〔2018〕12号”这样的文号。

怎么改：把盖章印发的那一份扫描成 PDF 交上来；或把红头页拍（扫）成图片，和 Word 正文放在一起。

依据：清单“正式发文需扫描正式发文的红头页(需要文号)制作成图片格式上报，文件内容可与红头页一起制作
成PDF文件上传，也可以WORD、WPS或永中格式上传”。文号看文字层；扫描的，看图片里的字（要装 cwc[ocr]），
认了两遍，不一样的、字形相近的记为“未检查”，由人核对后担保。红头看红色的横线和它上面的大字，拿不准的
也是“未检查”。收集阶段是警告，报送阶段是错误；有文号而没有红色的（可能是复印件）只是警告。
"""

from collections.abc import Iterable, Iterator, Mapping

from cwc.model.artefact import Kind
from cwc.model.aspects import RedHeader, Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.header import FormPart
from cwc.model.paper import Numbering
from cwc.model.view import FileView, Placement, RequirementView
from cwc.rules.registry import Verdict, rule

NO_NUMBER = "第1页看不到文号"
NO_RED = "第1页没有红色的字或线，可能是复印件或没有红头"
NO_HEADER = "只有正文，没有红头页（图片或 PDF）"
NO_BODY = "只有红头页图片，没有正文"
MEND = "交有红头、有文号的那一份：扫描成 PDF，或红头页图片加 Word 正文。"
MEND_BODY = "把正文（Word、WPS，或和红头页合成的 PDF）也放进来。"

# The message, how to mend it, and how much it weighs if not the usual.
Fault = tuple[str, str, Severity | None]


@rule("DOC001", "red-header-missing", kinds=(Kind.OFFICIAL_DOCUMENT,))
def red_header_missing(
    view: RequirementView,
    texts: Mapping[str, Text],
    headers: Mapping[str, RedHeader],
    numbers: Mapping[str, Numbering],
    files: Mapping[str, FileView],
    context: Context,
) -> Iterator[Verdict]:
    """One verdict for each official document whose first page is not that of one."""
    form = context.header.form(Kind.OFFICIAL_DOCUMENT)
    parts = _parts(view, files, texts)
    for use, file in _documents(view, files):
        text, header = texts.get(file.path), headers.get(file.path)
        fault = _incomplete(use, parts) or _plain(use, text, header, numbers.get(file.path))
        if fault:
            message, mend, severity = fault
            yield Verdict(
                severity=severity or context.incomplete,
                path=file.path,
                requirement=use.requirement,
                artefact=use.artefact,
                message=message,
                sentence=form.text or "",
                mend=mend,
            )


def _documents(
    view: RequirementView, files: Mapping[str, FileView]
) -> Iterator[tuple[Placement, FileView]]:
    """The official documents that could be opened, but no report that stands in for one."""
    for file in files.values():
        for use in file.uses(Kind.OFFICIAL_DOCUMENT):
            mine = use.requirement == view.code and not use.stands_in
            if mine and not file.unopened and not file.voucher:
                yield use, file


def _parts(
    view: RequirementView, files: Mapping[str, FileView], texts: Mapping[str, Text]
) -> set[tuple[int, FormPart]]:
    """Which parts of which artefact are there; a whole that was not read may be any of them."""
    uses = ((file, use) for file in files.values() for use in file.uses(Kind.OFFICIAL_DOCUMENT))
    return {
        (use.artefact, part)
        for file, use in uses
        if use.requirement == view.code and not use.stands_in
        for part in _may_be(use.part, is_read=file.path in texts)
    }


def _may_be(part: FormPart, is_read: bool) -> Iterable[FormPart]:
    return FormPart if part is FormPart.WHOLE and not is_read else (part,)


def _incomplete(use: Placement, there: set[tuple[int, FormPart]]) -> Fault | None:
    """That the other part of the document is not there."""
    if use.part is FormPart.BODY and (use.artefact, FormPart.HEADER_PAGE) not in there:
        return NO_HEADER, MEND, None
    if use.part is FormPart.HEADER_PAGE and (use.artefact, FormPart.BODY) not in there:
        return NO_BODY, MEND_BODY, None
    return None


def _plain(
    use: Placement, text: Text | None, header: RedHeader | None, number: Numbering | None
) -> Fault | None:
    """That the first page is not that of an official document."""
    if use.part is FormPart.BODY or text is None:
        return None
    if number and not number.found:
        return NO_NUMBER, MEND, None
    return (NO_RED, MEND, Severity.WARNING) if header and not header.found else None
