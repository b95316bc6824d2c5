"""`cwc register`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from cwc.cli.options import Folder
from cwc.cli.running import running
from cwc.engine.registering import Registered, register
from cwc.folder.names import REGISTER_FILE

DONE = "{path}：照片{photos}张，新登记{new}行{activities}。"
ACTIVITIES = "，新登记活动{count}行"
MOVED = "照片改了名、换了地方的{count}行，已经跟上；填的字都在。"
LACKS = "还缺（黄色的格）：{lacks}。"
LACK = "{heading}{count}行"
NOTHING = "登记的都齐了。"
GONE = "找不到照片的{count}行，没有删：{names}。"
CHANGED = "内容变了的{count}行，请核对：{names}。"
SECRET = "有密级标志或像有的{count}张没有登记，请照 cwc check 处理。"
UNLISTED = "没法登记的{count}张（打不开，或名字里有表格写不下的字符）：{names}。"
OPEN = (
    "{name} 正开着（或旁边留有 ~${name}），没有改它，写在了 {copy}。"
    "请关掉 WPS 或 Excel 再运行一次（都关着的，是上次留下的 ~${name}，删去它）；"
    "在 {copy} 里填了字的，用它换下 {name}。"
)
LEFT = "旁边还有以前写的 {names}，没有用了就删去。"
FILL = '下一步：在 WPS 里打开它，补上黄色的格，存好、关掉，再运行一次 cwc register "{folder}"'
CHECK = '下一步：cwc check "{folder}"'
NAMED = 5


def register_command(context: typer.Context, folder: Folder) -> None:
    """Fill 材料登记.xlsx with the photos that are there; nothing typed in it is lost."""
    with running(context, trusting=True) as means:
        done = register(folder, means)
    for line in _lines(done, folder):
        typer.echo(line)


def _lines(done: Registered, folder: Path) -> Iterator[str]:
    changes = done.changes
    activities = ACTIVITIES.format(count=len(changes.activities)) if changes.activities else ""
    new = len(changes.photos)
    yield DONE.format(path=done.path, photos=done.photos, new=new, activities=activities)
    if changes.moved:
        yield MOVED.format(count=changes.moved)
    lacks = "，".join(LACK.format(heading=h, count=n) for h, n in done.lacks.items())
    odd = [
        template.format(count=len(names), names=_named(names))
        for template, names in (
            (GONE, done.gone),
            (CHANGED, done.changed),
            (UNLISTED, changes.unlisted),
        )
        if names
    ]
    if lacks:
        yield LACKS.format(lacks=lacks)
    elif not odd and not done.secret:
        yield NOTHING
    yield from odd
    if done.secret:
        yield SECRET.format(count=done.secret)
    if done.path.name != REGISTER_FILE:
        yield OPEN.format(name=REGISTER_FILE, copy=done.path.name)
    elif done.left:
        yield LEFT.format(names=_named([path.name for path in done.left]))
    yield (FILL if lacks else CHECK).format(folder=folder)


def _named(names: Sequence[str]) -> str:
    more = f"等{len(names)}个" if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + more
