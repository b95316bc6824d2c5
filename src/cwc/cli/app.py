"""All commands under one name."""

import typer

from cwc.cli.bundle import bundle_command
from cwc.cli.cache import cache_app
from cwc.cli.check import check
from cwc.cli.due import due_command
from cwc.cli.explain import explain
from cwc.cli.init import init
from cwc.cli.pack import pack_app
from cwc.cli.verify import verify

app = typer.Typer(
    name="cwc",
    help="创文材料检查：检查一个单位的网上申报材料，压缩、加说明、打包。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("init", help="建好材料文件夹：每项要求一个文件夹，加登记表。已有的文件不动。")(init)
app.command("check", help="检查一个单位的材料文件夹。不改动其中任何文件。")(check)
app.command("due", help="本月该做什么：这个月到期而还缺的，趁照片还拍得到。")(due_command)
app.command("explain", help="说明一条规则：检查什么、为什么、怎么改、依据。")(explain)
app.command("bundle", help="打包：压缩照片、加说明、生成目录和校验清单。原文件不动。")(
    bundle_command
)
app.add_typer(pack_app, name="pack", help="清单：列出、显示、检查写法。")
app.add_typer(cache_app, name="cache", help="缓存：读过的文件记在本机，看看或清空。")
app.command("verify", help="核对一个打好的包有没有缺损。")(verify)
