"""overrides.yaml: the counts that the portal published, in place of the list's."""

import os
from pathlib import Path

from pydantic import ValidationError

from cwc import yaml_source
from cwc.errors import ConfigError
from cwc.model.asked import Counts
from cwc.model.pack import Overrides, Pack, Requirement

OVERRIDES_FILE = "overrides.yaml"

UNKNOWN = "{path}：counts 里的“{code}”不是清单的编号。请照 cwc pack show {pack} 里的编号写。"
NO_PHOTOS = "{path}：{code} 没有图片资料，数量无从替换。请删去这一项。"
CONTRADICTS = (
    "{path}：{code} 换成这里的数量（没有写的照清单）后，{faults}。请照系统公布的核对，缺的补上。"
)


def overridden(pack: Pack, folder: Path) -> Pack:
    """The pack with the counts of overrides.yaml in `folder`, if there is one; ConfigError."""
    path = folder / OVERRIDES_FILE
    counts = counts_of(folder)
    for code in counts:
        if pack.find(code) is None:
            where = f"{path}:{yaml_source.line_of(path, 'counts', code)}"
            raise ConfigError(UNKNOWN.format(path=where, code=code, pack=pack.header.id))
    requirements = tuple(
        _recounted(r, counts[r.code], path) if r.code in counts else r for r in pack.requirements
    )
    return pack.model_copy(update={"requirements": requirements})


def counts_of(folder: Path) -> dict[str, Counts]:
    """The counts of overrides.yaml in `folder`, by requirement code; ConfigError."""
    path = folder / OVERRIDES_FILE
    return yaml_source.load(path, Overrides).counts if os.path.lexists(path) else {}


def _recounted(requirement: Requirement, counts: Counts, path: Path) -> Requirement:
    code = requirement.code
    where = f"{path}:{yaml_source.line_of(path, 'counts', code)}"
    if not any(a.is_album for a in requirement.artefacts):
        raise ConfigError(NO_PHOTOS.format(path=where, code=code))
    try:
        artefacts = tuple(a.recounted(counts) for a in requirement.artefacts)
    except ValidationError as error:
        faults = "；".join(yaml_source.complaints(error))
        raise ConfigError(CONTRADICTS.format(path=where, code=code, faults=faults)) from error
    return requirement.model_copy(update={"artefacts": artefacts})
