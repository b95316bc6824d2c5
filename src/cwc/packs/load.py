"""One pack's folder into a `Pack`."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from cwc import yaml_source
from cwc.errors import ConfigError
from cwc.model.artefact import Kind
from cwc.model.pack import (
    Extension,
    Group,
    Header,
    Indicator,
    Pack,
    Requirement,
)
from cwc.packs.locate import find_pack
from cwc.packs.overrides import OVERRIDES_FILE

HEADER_FILE = "pack.yaml"

TWICE = "{path}:{line}：{code} 在 {other} 里已经有了。请合成一个文件。"
ENDING = "{path}:1：清单的文件以 .yaml 结尾。请改名。"
NO_INDICATOR = "{folder}：清单里一个指标文件也没有。请检查清单文件夹是否完整。"
SAME = "{path}:{line}：编号 {code} 有两项要求。请在 codes 里写 unnumbered，或改其中一项的编号。"
UNREADABLE = (
    "{path}:{line}：照 codes 的写法，文件夹“{name}”会读成{read}，不是 {code}。"
    "请改 codes，或给这一项另写编号。"
)
CIRCLE = "{path}:{line}：extends 绕回了自己。请改成另一份清单的名字。"


def load_pack(folder: Path, above: tuple[Path, ...] = ()) -> Pack:
    """Read pack.yaml and every indicator beside it; ConfigError lists each fault as file:line.

    `above` are the packs that led here by `extends`.
    """
    path = folder / HEADER_FILE
    if folder.resolve() in above:
        raise ConfigError(CIRCLE.format(path=path, line=yaml_source.line_of(path, "extends")))
    if yaml_source.line_of(path, "extends") is None:
        header = yaml_source.load(path, Header)
        return _pack(header, _all(folder, header), path)
    own = yaml_source.load(path, Extension)
    base = load_pack(find_pack(own.extends, folder.parent), (*above, folder.resolve()))
    header = base.header.model_copy(update={"id": own.id, "title": own.title, "issued": own.issued})
    added = _all(folder, header)
    replaced = {requirement.indicator.code for requirement in added}
    kept = tuple(r for r in base.requirements if r.indicator.code not in replaced)
    requirements = _in_order((*kept, *added), header)
    return _pack(header, requirements, path)


def _pack(header: Header, requirements: tuple[Requirement, ...], path: Path) -> Pack:
    """The pack, if the folders that `init` makes for it lead back to their requirements."""
    said = "\n".join(part.model_dump_json() for part in (header, *requirements))
    digest = hashlib.sha256(said.encode()).hexdigest()
    pack = Pack(header=header, requirements=requirements, digest=digest)
    line = yaml_source.line_of(path, "codes") or 1
    codes = [requirement.code for requirement in pack.requirements]
    twice = dict.fromkeys(code for code in codes if codes.count(code) > 1)
    faults = [SAME.format(path=path, line=line, code=code) for code in twice]
    for requirement in pack.requirements:
        code = requirement.code
        name = pack.header.codes.folder_name(code, requirement.indicator.name)
        found = pack.codes.matching([name])
        if found != (code,):
            read = "、".join(found) or "不是编号的名字"
            faults.append(UNREADABLE.format(path=path, line=line, name=name, read=read, code=code))
    if faults:
        raise ConfigError("\n".join(faults))
    return pack


def _indicators(folder: Path, header: Header) -> list[Indicator]:
    context = {
        "labels": [w for f, labels in header.fields.items() for w in (f.value, *labels)],
        "depicts": tuple(header.form(Kind.PHOTOS).depicts),
        "codes": header.codes,
    }
    seen: dict[str, Path] = {}
    found = []
    faults = [ENDING.format(path=path) for path in sorted(folder.glob("*.yml"))]
    for path in sorted(folder.glob("*.yaml")):
        if path.name in {HEADER_FILE, OVERRIDES_FILE}:
            continue
        try:
            indicator = yaml_source.load(path, Indicator, context)
        except ConfigError as error:
            faults.append(str(error))
            continue
        code = indicator.indicator
        if code in seen:
            line = yaml_source.line_of(path, "indicator")
            faults.append(TWICE.format(path=path, line=line, code=code, other=seen[code].name))
        seen[code] = path
        found.append(indicator)
    if faults:
        raise ConfigError("\n".join(faults))
    if not found:
        raise ConfigError(NO_INDICATOR.format(folder=folder))
    return found


def _all(folder: Path, header: Header) -> tuple[Requirement, ...]:
    indicators = _indicators(folder, header)
    return _in_order(tuple(r for i in indicators for r in _requirements(i, header)), header)


def _in_order(requirements: tuple[Requirement, ...], header: Header) -> tuple[Requirement, ...]:
    """The indicators as their heads stand in pack.yaml, then by number."""
    order = header.codes.reader.order
    return tuple(sorted(requirements, key=lambda r: order(r.indicator.code)))


def _requirements(indicator: Indicator, header: Header) -> Iterator[Requirement]:
    for standard in indicator.standards:
        for source in standard.requirements:
            yield Requirement(
                code=header.codes.code(indicator.indicator, standard.number, source.item),
                group=indicator.group,
                indicator=Group(code=indicator.indicator, name=indicator.name),
                standard=standard.number,
                standard_text=standard.text,
                item=source.item,
                text=source.text,
                leader=source.leader or standard.leader,
                lead=source.lead or standard.lead,
                responsible=source.responsible or standard.responsible,
                since=source.since,
                until=source.until,
                artefacts=source.artefacts,
                ask=source.ask,
            )
