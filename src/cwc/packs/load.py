"""One pack's folder into a `Pack`."""

from collections.abc import Iterator
from pathlib import Path

from cwc import yaml_source
from cwc.errors import ConfigError
from cwc.model.pack import (
    Artefact,
    Group,
    Header,
    Indicator,
    Pack,
    PhotosArtefact,
    Requirement,
    RequirementSource,
    Standard,
)


def load_pack(folder: Path) -> Pack:
    """Read pack.yaml and every indicator beside it; ConfigError with file:line."""
    header = yaml_source.load(folder / "pack.yaml", Header)
    context = {"labels": [w for f, labels in header.fields.items() for w in (f.value, *labels)]}
    seen: dict[str, Path] = {}
    indicators = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name == "pack.yaml":
            continue
        indicator = yaml_source.load(path, Indicator, context)
        if indicator.indicator in seen:
            raise ConfigError(
                f"{path}:1：{indicator.indicator} 在 {seen[indicator.indicator].name} 里已经有了。"
                "请合成一个文件。"
            )
        seen[indicator.indicator] = path
        indicators.append(indicator)
    if not indicators:
        raise ConfigError(f"{folder}：清单里一个指标文件也没有。请检查清单文件夹是否完整。")
    indicators.sort(key=lambda i: int(i.indicator.split("-")[1]))
    return Pack(header=header, requirements=tuple(r for i in indicators for r in _requirements(i)))


def _requirements(indicator: Indicator) -> Iterator[Requirement]:
    for standard in indicator.standards:
        for source in standard.requirements:
            yield Requirement(
                code=_code(indicator, standard, source),
                group=indicator.group,
                indicator=Group(code=indicator.indicator, name=indicator.name),
                standard=standard.number,
                standard_text=standard.text,
                item=source.item,
                text=source.text,
                leader=standard.leader,
                lead=standard.lead,
                responsible=standard.responsible,
                artefacts=tuple(_dated(a, source) for a in source.artefacts),
            )


def _code(indicator: Indicator, standard: Standard, source: RequirementSource) -> str:
    parts = [indicator.indicator, str(standard.number or "-")]
    return "/".join([*parts, source.item] if source.item else parts)


def _dated(artefact: Artefact, source: RequirementSource) -> Artefact:
    """The artefact with the requirement's 以来 where it names no month of its own."""
    if isinstance(artefact, PhotosArtefact) and artefact.since is None:
        return artefact.model_copy(update={"since": source.since})
    return artefact
