"""FIL002 file-unreadable：文件打不开或读不全

检查什么：每个交上来的文件能否从头读到尾，文档读出每一部分的文字。传坏的、加密的、名不副实的、扫描
成图片而没有文字的，都在此列。

为什么：读不了就没法判断，上级也可能打不开；没有文字的扫描件里有没有密级标志，机器看不见。

例子：文档只传了一半；PDF 设了打开密码；发文是扫描件，没有文字层。

怎么改：重新拷贝或另存一份能打开的。确实只有扫描件的，请人逐页看过，再在 cwc.yaml 的 vouchers 里写
明path、sha256、by（谁看的）、reason（为什么放心）。

依据：读不出的一律记为“未检查”，不算合格；收集阶段是警告，报送阶段是错误。图片占三成以上而文字不
足100个字符的页按扫描件对待：扫描软件自己加的话最长约60个字符，正式公文每页有几百个。
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from cwc.model.artefact import Kind
from cwc.model.facts import DocumentFacts, Obstacle, PhotoFacts, Unreadable
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.archive_packed import ENDINGS as ARCHIVES
from cwc.rules.photo_damaged import is_damaged_photo
from cwc.rules.registry import Verdict, rule
from cwc.rules.shortcut import ENDINGS as SHORTCUTS

VOUCH = (
    "写进 cwc.yaml 的 vouchers：path 写上面的路径，sha256 写 {sha256}，"
    "再写 by（谁看的）和 reason（理由）。"
)
MESSAGES = {
    Obstacle.DAMAGED: "文件已损坏，读不完整",
    Obstacle.ENCRYPTED: "文件加了密码，打不开",
    Obstacle.NOT_WHAT_IT_SAYS: "文件内容与扩展名不符",
    Obstacle.TOO_LARGE: "文件（或解压后）大得不合理，没有读",
    Obstacle.VANISHED: "检查时文件不见了",
    Obstacle.DENIED: "没有权限打开",
    Obstacle.NO_READER: "这种格式还读不了，内容没有检查",
    Obstacle.BAD_NAME: "文件名（或文件夹名）是乱码，打不开",
}
MENDS = {
    Obstacle.DAMAGED: "从手机、相机或原电脑重新拷贝一份；只有这一份的，用能打开的软件另存。",
    Obstacle.ENCRYPTED: "取消密码后另存一份。",
    Obstacle.NOT_WHAT_IT_SAYS: "用原来的软件打开，另存为要求的格式，不要只改扩展名。",
    Obstacle.TOO_LARGE: "打开看看是否放错了文件，换成正常的一份。",
    Obstacle.VANISHED: "确认没有人正在移动文件，再检查一次。",
    Obstacle.DENIED: "关闭正在占用它的软件，或请管理员开通权限，再检查一次。",
    Obstacle.NO_READER: "在 WPS 或 Word 里另存为 .docx；不便另存的，请人看过后" + VOUCH,
    Obstacle.BAD_NAME: "改一个正常的名字；多半是解压时编码不对，换个解压软件再解一次。",
}
# What cannot even be opened is told wherever it lies, other things where they were placed.
UNOPENED = {Obstacle.BAD_NAME, Obstacle.DENIED, Obstacle.LINK, Obstacle.VANISHED}
PARTS = {
    "picture-of-text": "{place}是图片，没有文字层，看不出文号和密级标志",
    "no-text": "{place}里没有文字",
    "embedded-file": "{place}是嵌在里面的文件，没有检查",
    "broken-part": "{place}读不出来",
}
PARTS_MEND = "换成有文字层的版本（由 WPS 直接导出 PDF）；只有扫描件的，请人逐页看过后" + VOUCH
PICTURE = "是图片，看不出文号和密级标志"
BOOKLET = "图片资料已合成 PDF，机器数不出各类各月有几张、说明是否齐全"
BOOKLET_MEND = "交单张照片，由 cwc bundle 合成；或请人逐张核对后" + VOUCH
VOUCHED_MEND = "不用再改。"
OUTDATED = "{message}；vouchers 里担保的是另一个版本"
VOUCHED = "{message}；{by}已人工核对：{reason}"


@rule("FIL002", "file-unreadable", unread=True)
def file_unreadable(view: FileView[Unreadable | DocumentFacts | PhotoFacts]) -> Iterator[Verdict]:
    """One verdict for a file that cannot be read, or for each part of it that cannot."""
    if isinstance(view.facts, Unreadable):
        if (view.placements or view.facts.obstacle in UNOPENED) and not _told_elsewhere(view):
            yield _verdict(view, MESSAGES[view.facts.obstacle], MENDS[view.facts.obstacle])
        return
    kinds = {use.artefact.kind for use in view.placements}
    if isinstance(view.facts, PhotoFacts):
        if kinds - {Kind.PHOTOS}:
            yield _verdict(view, PICTURE, PARTS_MEND)
    elif Kind.PHOTOS in kinds:
        yield _verdict(view, BOOKLET, BOOKLET_MEND)
    elif kinds and not (view.facts.words == 0 and kinds == {Kind.REPORT}):
        # A report without a word is told as empty.
        for part in view.facts.unread:
            message = PARTS[part.obstacle].format(place=part.place)
            yield _verdict(view, message, PARTS_MEND, part.place)


def _told_elsewhere(view: FileView[Unreadable | DocumentFacts | PhotoFacts]) -> bool:
    """Empty files, links, archives and damaged photos have rules of their own."""
    if not isinstance(view.facts, Unreadable) or view.voucher:
        return False
    return (
        view.facts.obstacle not in MESSAGES
        or is_damaged_photo(view.path, view.facts)
        or PurePosixPath(view.path).suffix.lower() in ARCHIVES | SHORTCUTS
    )


def _verdict(
    view: FileView[Unreadable | DocumentFacts | PhotoFacts],
    message: str,
    mend: str,
    place: str = "",
) -> Verdict:
    voucher = view.voucher
    if voucher:
        message = VOUCHED.format(message=message, by=voucher.by, reason=voucher.reason)
    elif view.voucher_outdated:
        message = OUTDATED.format(message=message)
    first = view.placements[0] if view.placements else None
    return Verdict(
        severity=Severity.NOTE if voucher else view.context.incomplete,
        path=view.path,
        place=place,
        requirement=first.requirement.code if first else "",
        message=message,
        sentence=(view.context.header.form(first.artefact.kind).text or "") if first else "",
        mend=VOUCHED_MEND if voucher else mend.format(sha256=view.sha256),
    )
