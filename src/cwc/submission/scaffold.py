"""A submission's folder laid out for a unit; what is there already stays as it is."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from cwc.errors import PathError
from cwc.model.pack import Pack
from cwc.model.settings import Settings
from cwc.submission.codes import folder_name, matching
from cwc.submission.instructions import instructions
from cwc.submission.layout import ACTIVITIES_FOLDER, INSTRUCTIONS_FILE, REGISTER_FILE, SETTINGS_FILE
from cwc.submission.register import write_register
from cwc.submission.settings import assigned, load_settings, resolve

SETTINGS = """\
# cwc 检查和打包时读这个文件。改动后存成 UTF-8。
pack: {pack}
unit: {unit}
# unit=一个单位；district=全区汇总
level: {level}
# 本单位负责的要求
requirements:
{requirements}
# 基准日：没有过完的月份是“未到期”。不写就是运行的当天。
# as_of: 2020-10-15
"""


def scaffold(
    folder: Path, pack: Pack, settings: Settings, only: Sequence[str] | None
) -> Iterator[tuple[Path, bool]]:
    """Make what is missing; yield each path with whether it was made now.

    Without `only`, the requirements that a cwc.yaml already there names, or else all.
    """
    path = folder / SETTINGS_FILE
    if only:
        codes = frozenset(resolve(code, pack, path) for code in only)
    elif path.exists():
        codes = assigned(load_settings(folder), pack, path)
    else:
        codes = frozenset(r.code for r in pack.requirements)
    chosen = pack.only(codes)
    text = SETTINGS.format(
        pack=_quoted(settings.pack),
        unit=_quoted(settings.unit),
        level=settings.level.value,
        requirements="\n".join(f"  - {r.code}" for r in chosen),
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield path, _write_new(path, text)
        register = folder / REGISTER_FILE
        if not register.exists():
            write_register(register)
            yield register, True
        else:
            yield register, False
        (folder / ACTIVITIES_FOLDER).mkdir(exist_ok=True)
        for requirement in chosen:
            home = _home(folder, requirement.code, requirement.indicator.name, pack)
            home.mkdir(exist_ok=True)
            text = instructions(requirement, pack.header)
            yield home / INSTRUCTIONS_FILE, _write_new(home / INSTRUCTIONS_FILE, text)
    except OSError as error:
        raise PathError(
            f"{error.filename or folder}：写不进去（{error.strerror}）。"
            "请检查路径和写权限，或换个文件夹。"
        ) from error


def _home(folder: Path, code: str, name: str, pack: Pack) -> Path:
    """The requirement's folder that is there already under some spelling, or a new one's path."""
    codes = [r.code for r in pack.requirements]
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and matching([entry.name], codes) == [code]:
            return entry
    return folder / folder_name(code, name)


def _write_new(path: Path, text: str) -> bool:
    """Write unless the file is there; CRLF and BOM, because old Notepads need both."""
    try:
        file = path.open("x", encoding="utf-8-sig", newline="\r\n")
    except FileExistsError:
        return False
    try:
        with file:
            file.write(text)
    except OSError:
        path.unlink()  # half a file would pass for one of the clerk's
        raise
    return True


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
