"""FIL002 file-unreadable：文件打不开或读不全

检查什么：每个交上来的文件能否从头读到尾，文档读出每一部分的文字。传坏的、加密的、名不副实的、扫描
成图片而没有文字的，都在此列。

为什么：读不了就没法判断，上级也可能打不开；没有文字的扫描件里有没有密级标志，机器看不见。

例子：文档只传了一半；PDF 设了打开密码；发文是扫描件，没有文字层。

怎么改：重新拷贝或另存一份能打开的。确实只有扫描件的，请人逐页看过，由看过的人运行
cwc vouch 文件夹 文件 --about unread --by 姓名 --reason 理由。文件改动以后要重新担保。

依据：读不出的一律记为“未检查”，不算合格；收集阶段是警告，报送阶段是错误。图片占三成以上而文字不
足100个字符的页按扫描件对待：扫描软件自己加的话最长约60个字符，正式公文每页有几百个。
"""

from collections.abc import Iterator

from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.obstacle import Obstacle
from cwc.model.settings import About
from cwc.model.view import UnreadView
from cwc.rules.registry import Verdict, rule
from cwc.wording.places import place_name
from cwc.wording.vouching import VOUCH

CODE = "FIL002"
MESSAGES = {
    Obstacle.DAMAGED: "文件已损坏，读不完整",
    Obstacle.UNDECODABLE: "照片已损坏，解码不完整",
    Obstacle.ENCRYPTED: "文件加了密码，打不开",
    Obstacle.SEALED: "文件被单位电脑上的加密软件加了密，在别的电脑上打不开，系统也收不了",
    Obstacle.NOT_WHAT_IT_SAYS: "文件内容与扩展名不符",
    Obstacle.TOO_LARGE: "文件（或解压后）大得不合理，没有读",
    Obstacle.VANISHED: "检查时文件不见了",
    Obstacle.CHANGED: "检查时文件正在变动",
    Obstacle.DENIED: "没有权限打开",
    Obstacle.NO_READER: "这种格式还读不了，内容没有检查",
    Obstacle.NO_DECODER: "是 HEIC 照片，读它要另装一个部件，内容没有检查",
    Obstacle.OLD_FORM: "是 Word 95 或更早的格式，或是别的软件的（微软 Works……），还读不了",
    Obstacle.ODD_PICTURE: "是相机 RAW、HDR、JPEG 2000 或少见的编码，还读不了，内容没有检查",
    Obstacle.BAD_NAME: "文件名（或文件夹名）是乱码，打不开",
    Obstacle.DIED: "读它的程序中途退出，内容没有检查",
    Obstacle.SLOW: "太费时间，没有读完，内容没有检查",
    Obstacle.GREEDY: "读它要用的内存太多，内容没有检查",
    Obstacle.PICTURE: "是图片，看不出写了什么、有没有密级标志",
    Obstacle.BOOKLET: "图片资料已合成 PDF，机器数不出各类各月有几张、说明是否齐全",
    Obstacle.PICTURE_OF_TEXT: "{places}是图片，没有文字层，看不出写了什么、有没有密级标志",
    Obstacle.NO_OCR: "{places}是图片，认图片里的字要另装一个部件，看不出写了什么、有没有密级标志",
    Obstacle.ILLEGIBLE: "{places}是图片，太模糊（或没有字），认不出写了什么、有没有密级标志",
    Obstacle.UNSURE_NUMBER: "{places}像是文号，机器认不准",
    Obstacle.UNSURE_HEADER: "像是有红头，又不像，机器认不准",
    Obstacle.UNSURE_SEAL: "像是有红章，又不像，机器认不准",
    Obstacle.UNMAPPED: "{places}有的字只有字形、没有编码，取出来是乱码，看不出有没有密级标志",
    Obstacle.NO_TEXT: "{places}里没有文字",
    Obstacle.EMBEDDED_FILE: "{places}是嵌在里面的文件，没有检查",
    Obstacle.BROKEN_PART: "{places}读不出来",
}
TRY_AGAIN = "用 WPS 打开看看，另存一份再检查；还是不行的，请人看过后" + VOUCH
LAYER = "换成有文字层的版本（由 WPS 直接导出 PDF）；只有扫描件的，请人逐页看过后" + VOUCH
INSTALL = '运行一次 pip install "cwc[heic]" 再检查；或在手机、看图软件里另存为 JPG，换成那一份。'
READ = '运行一次 pip install "cwc[ocr]" 再检查；不便装的，请人逐页看过后' + VOUCH
CLEARER = "扫描得清楚些（彩色，150 点以上）再检查；只有这一份的，请人逐页看过后" + VOUCH
SAVE = "在 WPS、Word、Excel 里另存为 .docx（表格是 .xlsx）；不便另存的，请人看过后" + VOUCH
LOOK = "对照原件看一眼，没有错的，由看过的人" + VOUCH
MENDS = {
    Obstacle.DAMAGED: "从手机、相机或原电脑重新拷贝一份；只有这一份的，用能打开的软件另存。",
    Obstacle.UNDECODABLE: "从手机、相机或原电脑重新拷贝一份；只有这一份的，用能打开的软件另存。",
    Obstacle.ENCRYPTED: "取消密码后另存一份。",
    Obstacle.SEALED: "在装有加密软件的电脑上申请解密，把解密后的一份放进来；另存没有用。",
    Obstacle.NOT_WHAT_IT_SAYS: "用原来的软件打开，另存为要求的格式，不要只改扩展名。",
    Obstacle.TOO_LARGE: "打开看看是否放错了文件，换成正常的一份。",
    Obstacle.VANISHED: "确认没有人正在移动文件，再检查一次。",
    Obstacle.CHANGED: "确认没有人正在改动文件，再检查一次。",
    Obstacle.DENIED: "关闭正在占用它的软件，或请管理员开通权限，再检查一次。",
    Obstacle.NO_READER: SAVE,
    Obstacle.NO_DECODER: INSTALL,
    Obstacle.OLD_FORM: "在 WPS 或 Word 里打开，另存为 .docx，换成那一份。",
    Obstacle.ODD_PICTURE: "用相机自带的软件或看图软件另存为 JPG，换成那一份。",
    Obstacle.BAD_NAME: "改一个正常的名字；多半是解压时编码不对，换个解压软件再解一次。",
    Obstacle.DIED: TRY_AGAIN,
    Obstacle.SLOW: TRY_AGAIN,
    Obstacle.GREEDY: TRY_AGAIN,
    Obstacle.BOOKLET: "交单张照片，由 cwc bundle 合成；或请人逐张核对后" + VOUCH,
    Obstacle.PICTURE: LAYER,
    Obstacle.PICTURE_OF_TEXT: LAYER,
    Obstacle.UNMAPPED: LAYER,
    Obstacle.NO_OCR: READ,
    Obstacle.ILLEGIBLE: CLEARER,
    Obstacle.UNSURE_NUMBER: LOOK,
    Obstacle.UNSURE_HEADER: LOOK,
    Obstacle.UNSURE_SEAL: LOOK,
    Obstacle.NO_TEXT: LAYER,
    Obstacle.EMBEDDED_FILE: LAYER,
    Obstacle.BROKEN_PART: LAYER,
}
# A damaged photo has a rule of its own, until somebody vouches for it.
TOLD = frozenset(MESSAGES) - {Obstacle.UNDECODABLE}
ELSEWHERE = "文件"
AND = "；"
MORE = "{names}等{count}处"
NAMED = 5
VOUCHED_MEND = "不用再改。"
OUTDATED = "{message}；vouchers 里担保的是另一个版本"
VOUCHED = "{message}；{by}已人工核对：{reason}"


@rule(CODE, "file-unreadable", yields_to=("REP002",), tells=TOLD)
def file_unreadable(view: UnreadView, context: Context) -> Iterator[Verdict]:
    """One verdict for a file that was not read, or not whole, with every reason and place."""
    file = view.file
    places: dict[Obstacle, list[str]] = {}
    for obstacle, where in view.obstacles:
        named = places.setdefault(obstacle, [])
        named += [place_name(where)] if where else []
    message = AND.join(MESSAGES[o].format(places=_named(named)) for o, named in places.items())
    voucher = file.voucher
    if voucher:
        message = VOUCHED.format(message=message, by=voucher.by, reason=voucher.reason)
    elif file.voucher_outdated:
        message = OUTDATED.format(message=message)
    known = [name for named in places.values() for name in named]
    first = file.placements[0] if file.placements else None
    # That nobody reads one aspect of a form says less than what the file is.
    telling = next((o for o in places if o is not Obstacle.NO_READER), Obstacle.NO_READER)
    mend = MENDS[telling].format(path=file.path, about=About.UNREAD)
    yield Verdict(
        severity=Severity.NOTE if voucher else context.incomplete,
        place=known[0] if len(known) == 1 else "",
        message=message,
        sentence=(context.header.form(first.kind).text or "") if first else "",
        mend=VOUCHED_MEND if voucher else mend,
    )


def _named(places: list[str]) -> str:
    """The places in words, the first few of many."""
    if not places:
        return ELSEWHERE
    names = "、".join(places[:NAMED])
    return names if len(places) <= NAMED else MORE.format(names=names, count=len(places))
