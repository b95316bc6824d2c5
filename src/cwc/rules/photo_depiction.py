"""IMG002 photo-depiction：要的是现场照片，名字却说是别的

检查什么：清单写明要“现场照片”（或样报图片、电视截屏、网络截图）的，照片和它的文件夹的名字有没有
说它是另一种。

为什么：要现场照片的，交网络截图、样报图片不算数。

例子：Ⅲ-65/2/② 要培训的现场照片，文件夹里放了“公众号截图.jpg”。

怎么改：换成清单要的那一种；名字起错了的，改名。

依据：清单“图片资料包括现场照片、样报图片、电视截屏、网络截图(含手机截图)”和该项要求原文。机器只
看名字，看不懂画面，所以只是警告；只写“图片资料”的，哪一种都可以。
"""

from collections.abc import Iterator

from cwc.model.artefact import PhotosArtefact
from cwc.model.facts import PhotoFacts
from cwc.model.finding import Severity
from cwc.model.view import FileView, Placement
from cwc.rules.registry import Verdict, rule
from cwc.text.names import plain

MESSAGE = "要的是{asked}，名字里却说是“{word}”"
MEND = "换成{asked}；名字起错了的，改名。"

# What clerks and phones call them; 截屏 alone may be of a television or of a page.
WORDS = {
    "现场照片": ("现场照片", "现场图片"),
    "样报图片": ("样报", "见报"),
    "电视截屏": ("截屏", "电视截"),
    "网络截图": ("截图", "截屏", "screenshot"),
}


@rule("IMG002", "photo-depiction")
def photo_depiction(view: FileView[PhotoFacts]) -> Iterator[Verdict]:
    """One verdict for each requirement that asks for another sort of picture."""
    told = set()
    for placement in view.placements:
        artefact, code = placement.artefact, placement.requirement.code
        if not isinstance(artefact, PhotosArtefact) or not artefact.depicts or code in told:
            continue
        told.add(code)
        if word := _other(view.path, artefact.depicts):
            yield _verdict(view, placement, artefact.depicts, word)


def _other(path: str, asked: str) -> str | None:
    """A word in the path that names another sort of picture than the one asked for."""
    said, own = plain(path), WORDS.get(asked, ())
    others = (word for sort, words in WORDS.items() if sort != asked for word in words)
    if any(word in said for word in own):
        return None
    return next((word for word in others if word in said), None)


def _verdict(view: FileView[PhotoFacts], placement: Placement, asked: str, word: str) -> Verdict:
    return Verdict(
        severity=Severity.WARNING,
        path=view.path,
        place=placement.requirement.code,
        requirement=placement.requirement.code,
        message=MESSAGE.format(asked=asked, word=word),
        sentence=placement.requirement.text,
        mend=MEND.format(asked=asked),
    )
