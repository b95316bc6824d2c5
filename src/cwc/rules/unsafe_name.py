"""FIL005 unsafe-name：文件名在 Windows 上不安全，或与别的文件分不清

检查什么：文件和文件夹的名字有没有 Windows 不许用的字符（\\ : * ? " < > |）、保留名（CON、NUL、
COM1……）、结尾的点或空格；有没有拆成几段的字（macOS 的写法）；路径是否超过200个字符；有没有两个
名字在 Windows 上是同一个。

为什么：这样的文件拷到 Windows 或传上系统时会失败、改名，或两个变成一个。

例子：“报告.docx.”；“aux.jpg”；“图1.JPG”和“图1.jpg”在同一个文件夹里。

怎么改：改一个短的、只有汉字字母数字的名字。打包时 cwc 会把名字改成安全的，但分不清的两个要自己改。

依据：Windows 的文件命名规则（保留字符、保留名、260个字符的路径上限，打包的文件夹名还要占去几十个）
。
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from cwc.model.finding import Severity
from cwc.model.obstacle import Obstacle
from cwc.model.view import SubmissionView
from cwc.rules.registry import Verdict, rule

RESERVED_SIGN = "名字“{name}”里有 Windows 不许用的字符"
RESERVED_NAME = "名字“{name}”是 Windows 的保留名"
TRAILING = "名字“{name}”以点或空格结尾，Windows 会去掉"
DECOMPOSED = "名字“{name}”里的字是拆开写的，别处会认不出"
TOO_LONG = "路径有{length}个字符，超过{most}个，拷到 Windows 上会失败"
SAME = "在 Windows 上和“{other}”是同一个名字"
MEND = "改一个短的、只有汉字字母数字的名字。"
MEND_SAME = "给其中一个改名；内容相同的删去一个。"

# 260 on Windows, less the drive, the unit's own folder and the folder of a bundle.
MOST_CHARACTERS = 200
_SIGNS = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f]')
_NAMES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@rule("FIL005", "unsafe-name")
def unsafe_name(view: SubmissionView) -> Iterator[Verdict]:
    """One verdict for each file with such a name on its path, and for each that meets another."""
    alike: dict[str, list[str]] = defaultdict(list)
    for file in view.files:
        alike[unicodedata.normalize("NFC", file.path).lower()].append(file.path)
        garbled = file.unopened is Obstacle.BAD_NAME
        if not garbled and (message := _fault(file.path)):
            yield Verdict(
                severity=Severity.WARNING,
                path=file.path,
                message=message,
                mend=MEND,
                fixable=True,
            )
    for first, *others in alike.values():
        for path in others:
            yield Verdict(
                severity=Severity.ERROR,
                path=path,
                message=SAME.format(other=PurePosixPath(first).name),
                mend=MEND_SAME,
            )


def _fault(path: str) -> str | None:
    if len(path) > MOST_CHARACTERS:
        return TOO_LONG.format(length=len(path), most=MOST_CHARACTERS)
    for name in path.split("/"):
        for template, wrong in (
            (RESERVED_SIGN, _SIGNS.search(name)),
            (RESERVED_NAME, _NAMES.fullmatch(name)),
            (TRAILING, name.rstrip(". ") != name),
            (DECOMPOSED, unicodedata.normalize("NFC", name) != name),
        ):
            if wrong:
                return template.format(name=name)
    return None
