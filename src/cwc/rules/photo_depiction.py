"""IMG002 photo-depiction：要的是现场照片，名字却说是别的

检查什么：清单写明要“现场照片”（或样报图片、电视截屏、网络截图）的，照片和它的文件夹的名字有没有
说它是另一种。

为什么：要现场照片的，交网络截图、样报图片不算数。

例子：Ⅲ-65/2/② 要培训的现场照片，文件夹里放了“公众号截图.jpg”。

怎么改：换成清单要的那一种；名字起错了的，改名。

依据：清单“图片资料包括现场照片、样报图片、电视截屏、网络截图(含手机截图)”和该项要求原文。机器只
看名字，看不懂画面，所以只是警告；只写“图片资料”的，哪一种都可以。
"""

from collections.abc import Iterator, Mapping

from cwc.model.artefact import Kind
from cwc.model.aspects import Picture
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule
from cwc.text.names import plain

MESSAGE = "要的是{asked}，名字里却说是“{word}”"
MEND = "换成{asked}；名字起错了的，改名。"


@rule("IMG002", "photo-depiction", kinds=(Kind.PHOTOS,))
def photo_depiction(view: FileView, _picture: Picture, context: Context) -> Iterator[Verdict]:
    """One verdict for each requirement that asks for another sort of picture."""
    words = context.header.form(Kind.PHOTOS).depicts
    for use in view.uses(Kind.PHOTOS):
        asked = context.artefact(use.requirement, use.artefact).depiction
        word = _other(view.path, asked, words) if asked else None
        if asked and word:
            yield Verdict(
                severity=Severity.WARNING,
                place=use.requirement,
                requirement=use.requirement,
                artefact=use.artefact,
                message=MESSAGE.format(asked=asked, word=word),
                sentence=context.sentence(use.requirement),
                mend=MEND.format(asked=asked),
            )


def _other(path: str, asked: str, depicts: Mapping[str, tuple[str, ...]]) -> str | None:
    """A word in the path that names another sort of picture than the one asked for."""
    said, own = plain(path), depicts.get(asked, ())
    others = (word for sort, words in depicts.items() if sort != asked for word in words)
    if any(plain(word) in said for word in own):
        return None
    return next((word for word in others if plain(word) in said), None)
