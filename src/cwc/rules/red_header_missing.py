"""DOC001 red-header-missing：发文看不到红头页或文号

检查什么：正式发文有没有红头页：PDF 的第1页有没有文号、有没有红色的字或线；交 Word 正文的，旁边有
没有红头页图片。

为什么：没有红头和文号的，不算正式发文。

例子：只交了 Word 稿；PDF 第1页没有“示政发〔2018〕12号”这样的文号。

怎么改：把盖章印发的那一份扫描成 PDF 交上来；或把红头页拍（扫）成图片，和 Word 正文放在一起。

依据：清单“正式发文需扫描正式发文的红头页(需要文号)制作成图片格式上报，文件内容可与红头页一起制作
成PDF文件上传，也可以WORD、WPS或永中格式上传”。文号看文字层，红色看颜色；扫描成图片、没有文字层的
认不出，记为“未检查”，由人核对后担保。收集阶段是警告，报送阶段是错误；有文号而没有红色的（可能是
复印件）只是警告。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind, OfficialDocumentArtefact
from cwc.model.facts import DocumentFacts, Facts, PhotoFacts, Unreadable
from cwc.model.finding import Severity
from cwc.model.view import ArtefactView, FileView, RequirementView
from cwc.rules.registry import Verdict, rule
from cwc.text.numbers import is_numbered

NO_NUMBER = "第1页看不到文号"
NO_RED = "第1页没有红色的字或线，可能是复印件或没有红头"
NO_HEADER = "只有正文，没有红头页（图片或 PDF）"
NO_BODY = "只有红头页图片，没有正文"
MEND = "交有红头、有文号的那一份：扫描成 PDF，或红头页图片加 Word 正文。"
MEND_BODY = "把正文（Word、WPS，或和红头页合成的 PDF）也放进来。"


@rule("DOC001", "red-header-missing")
def red_header_missing(view: RequirementView) -> Iterator[Verdict]:
    """One verdict for each official document whose first page is not that of one."""
    for artefact in view.artefacts:
        if isinstance(artefact.artefact, OfficialDocumentArtefact):
            yield from _judge(view, artefact)


def _judge(view: RequirementView, artefact: ArtefactView) -> Iterator[Verdict]:
    form = view.context.header.form(Kind.OFFICIAL_DOCUMENT)
    mine = [file for file in artefact.files if not _stands_in(view, file)]
    headers = [f for f in mine if isinstance(f.facts, PhotoFacts)]
    bodies = [f for f in mine if f.path.lower().endswith(form.body)] if form.body else []
    for file in mine:
        facts = file.facts
        if isinstance(facts, Unreadable) or file.voucher:
            continue
        if isinstance(facts, DocumentFacts) and facts.format == "pdf" and not facts.unread:
            yield from _first_page(view, file, facts)
        elif file in bodies and not headers:
            yield _verdict(view, file.path, NO_HEADER, MEND)
        elif file in headers and not bodies:
            yield _verdict(view, file.path, NO_BODY, MEND_BODY)


def _stands_in(view: RequirementView, file: FileView[Facts]) -> bool:
    """Whether the file is the report that replaces a secret document."""
    return any(use.stands_in for use in file.placements if use.requirement is view.requirement)


def _first_page(
    view: RequirementView, file: FileView[Facts], facts: DocumentFacts
) -> Iterator[Verdict]:
    page = "\n".join(p.text for p in facts.passages if p.place == "第1页")
    if not is_numbered(page):
        yield _verdict(view, file.path, NO_NUMBER, MEND)
    elif not facts.red:
        yield _verdict(view, file.path, NO_RED, MEND, Severity.WARNING)


def _verdict(
    view: RequirementView, path: str, message: str, mend: str, severity: Severity | None = None
) -> Verdict:
    return Verdict(
        severity=severity or view.context.incomplete,
        path=path,
        requirement=view.requirement.code,
        message=message,
        sentence=view.context.header.form(Kind.OFFICIAL_DOCUMENT).text or "",
        mend=mend,
    )
