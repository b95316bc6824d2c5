"""overrides.yaml: the counts that the portal published, in place of the list's."""

from pathlib import Path

from cwc import yaml_source
from cwc.errors import ConfigError
from cwc.model.artefact import PhotosArtefact
from cwc.model.pack import Counts, Overrides, Pack, Requirement

OVERRIDES_FILE = "overrides.yaml"

UNKNOWN = "{path}：counts 里的“{code}”不是清单的编号。请照 cwc pack show {pack} 里的编号写。"
NO_PHOTOS = "{path}：{code} 没有图片资料，数量无从替换。请删去这一项。"
UPSIDE_DOWN = "{path}：{code} 至少{least}张、至多{most}张，自相矛盾。请改正其中一个。"


def overridden(pack: Pack, folder: Path) -> Pack:
    """The pack with the counts of overrides.yaml in `folder`, if there is one; ConfigError."""
    path = folder / OVERRIDES_FILE
    if not path.is_file():
        return pack
    counts = yaml_source.load(path, Overrides).counts
    for code in counts:
        if pack.find(code) is None:
            where = f"{path}:{yaml_source.line_of(path, 'counts', code)}"
            raise ConfigError(UNKNOWN.format(path=where, code=code, pack=pack.header.id))
    requirements = tuple(
        _recounted(r, counts[r.code], path) if r.code in counts else r for r in pack.requirements
    )
    return pack.model_copy(update={"requirements": requirements})


def _recounted(requirement: Requirement, counts: Counts, path: Path) -> Requirement:
    code = requirement.code
    where = f"{path}:{yaml_source.line_of(path, 'counts', code)}"
    if not any(isinstance(a, PhotosArtefact) for a in requirement.artefacts):
        raise ConfigError(NO_PHOTOS.format(path=where, code=code))
    artefacts = tuple(
        a.model_copy(update=counts.model_dump(exclude_none=True))
        if isinstance(a, PhotosArtefact)
        else a
        for a in requirement.artefacts
    )
    for artefact in artefacts:
        if isinstance(artefact, PhotosArtefact):
            least, most = artefact.at_least, artefact.at_most
            if least and most and most < least:
                raise ConfigError(UPSIDE_DOWN.format(path=where, code=code, least=least, most=most))
    return requirement.model_copy(update={"artefacts": artefacts})
