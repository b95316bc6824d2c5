"""What was seen of single files, as text for the console."""

from collections.abc import Iterator

from cwc.model.looked import Looked, LookedPage
from cwc.model.paper import Sure
from cwc.reporters.console import fold

WORDS = "字数：{words}"
NUMBER = "文号：{value}"
UNSURE_NUMBER = "文号：像是 {value}，拿不准，请对照原件"
NO_NUMBER = "文号：没有看到"
ISSUER = "发文机关：{issuer}"
DATE = "成文日期：{date}"
GREY = "没有一点红色：可能是复印件"
MARK = "密级标志（或像）：{text}（{role}）"
UNREAD = "没有读到：{what}"
PAGE = "第{page}页：{text}{turned}，{header}，{seals}"
TEXT = {"layer": "有文字层", "ocr": "认出了图片里的字", "none": "没有读到字"}
TURNED = "（转了{turned}度）"
HEADERS = {
    Sure.YES: "有红头",
    Sure.NO: "没有红头",
    Sure.UNSURE: "像是有红头",
    None: "没有看红头",
}
SEALS, NO_SEAL, NO_LOOK = "红章{count}个", "没有红章", "没有看章"
DOUBTFUL = "像红章的{count}处"


def render_looked(looked: Looked) -> str:
    """One file, a line for each thing that was seen."""
    lines = fold(looked.path)
    lines += [line for entry in _entries(looked) for line in fold(entry, indent=2)]
    return "\n".join(lines) + "\n"


def _entries(looked: Looked) -> Iterator[str]:
    for mark in looked.marks:
        yield MARK.format(text=mark.text, role=mark.role)
    if looked.words is not None:
        yield WORDS.format(words=looked.words)
    number = looked.number
    if number:
        yield (NUMBER if number.certain else UNSURE_NUMBER).format(value=number.value)
    elif looked.pages:
        yield NO_NUMBER
    if looked.issuer:
        yield ISSUER.format(issuer=looked.issuer)
    if looked.date:
        yield DATE.format(date=looked.date)
    if looked.grey:
        yield GREY
    for page in looked.pages:
        yield _page(page)
    for what in looked.unread:
        yield UNREAD.format(what=what)


def _page(page: LookedPage) -> str:
    if page.seals is None:
        seals = NO_LOOK
    else:
        certain = sum(seal.certain for seal in page.seals)
        doubtful = len(page.seals) - certain
        said = [SEALS.format(count=certain)] if certain else []
        said += [DOUBTFUL.format(count=doubtful)] if doubtful else []
        seals = "，".join(said) or NO_SEAL
    return PAGE.format(
        page=page.page,
        text=TEXT[page.text_from],
        turned=TURNED.format(turned=page.turned) if page.turned else "",
        header=HEADERS[page.red_header],
        seals=seals,
    )
