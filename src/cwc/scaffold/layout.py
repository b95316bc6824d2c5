"""A submission's folder laid out for a unit; what is there already stays as it is."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from cwc.errors import PathError, reason
from cwc.folder.names import ACTIVITIES_FOLDER, INSTRUCTIONS_FILE, REGISTER_FILE, SETTINGS_FILE
from cwc.model.caption import Field
from cwc.model.pack import Pack, Requirement
from cwc.model.settings import Settings
from cwc.register.sheets import write_register
from cwc.scaffold.instructions import instructions
from cwc.wording.demands import question

SETTINGS = """\
# cwc 检查和打包时读这个文件。改动后存成 UTF-8。
pack: {pack}
unit: {unit}
# unit=一个单位；bureau=一个委局；district=全区汇总
level: {level}
# 本单位负责的要求
requirements:
{requirements}
# 没有另写{field}的照片都是本单位的，就去掉下一行行首的“# ”，不用一张张填。
# defaults: {{{field}: {unit}}}
# 基准日：没有过完的月份是“未到期”。不写就是运行的当天。
# as_of: 2020-10-15
{questions}"""
QUESTIONS = """\
#
# 清单有几处没有写明。问清楚后去掉行首的“# ”，照实改；没有回答前，检查时会提示。
"""
KEY = "# {key}:\n"
QUESTION = "#   # {question}\n#   {code}: {example}\n"
EXAMPLES = {"categories": "[类别一, 类别二]", "since": "年-月"}


def scaffold(
    folder: Path, pack: Pack, settings: Settings, requirements: Sequence[Requirement]
) -> Iterator[tuple[Path, bool]]:
    """Make what is missing for these requirements; yield each path, and whether made now."""
    path = folder / SETTINGS_FILE
    text = SETTINGS.format(
        pack=_quoted(settings.pack),
        unit=_quoted(settings.unit),
        field=Field.UNIT.value,
        level=settings.level.value,
        requirements="\n".join(f"  - {r.code}" for r in requirements),
        questions=_questions(requirements),
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield path, _write_new(path, text)
        register = folder / REGISTER_FILE
        if not register.exists():
            write_register(register, requirements[0].code)
            yield register, True
        else:
            yield register, False
        (folder / ACTIVITIES_FOLDER).mkdir(exist_ok=True)
        for requirement in requirements:
            home = _home(folder, requirement.code, requirement.indicator.name, pack)
            home.mkdir(exist_ok=True)
            text = instructions(requirement, pack.header)
            yield home / INSTRUCTIONS_FILE, _write_new(home / INSTRUCTIONS_FILE, text)
    except OSError as error:
        raise PathError(
            f"{error.filename or folder}：写不进去（{reason(error)}）。"
            "请检查路径和写权限，或换个文件夹。"
        ) from error


def _questions(requirements: Sequence[Requirement]) -> str:
    """The commented lines of cwc.yaml that answer what the pack asks."""
    lines: dict[str, list[str]] = {"answers": [], "categories": [], "since": []}
    for requirement in requirements:
        for ask in requirement.ask:
            key = ask.answer_with or "answers"
            example = ask.answers[0].answer if ask.answers else EXAMPLES[key]
            lines[key].append(
                QUESTION.format(question=question(ask), code=requirement.code, example=example)
            )
    blocks = [KEY.format(key=key) + "".join(asks) for key, asks in lines.items() if asks]
    return QUESTIONS + "".join(blocks) if blocks else ""


def _home(folder: Path, code: str, name: str, pack: Pack) -> Path:
    """The requirement's folder that is there already under some spelling, or a new one's path."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and pack.codes.matching([entry.name]) == (code,):
            return entry
    return folder / pack.header.codes.folder_name(code, name)


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
