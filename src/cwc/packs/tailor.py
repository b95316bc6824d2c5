"""A pack cut to one submission: questions answered, categories narrowed, periods filled in."""

import difflib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from cwc import yaml_source
from cwc.errors import ConfigError
from cwc.model.artefact import Artefact
from cwc.model.pack import Ask, Choice, Pack, Requirement
from cwc.model.period import YearMonth
from cwc.model.settings import Level, Settings

# Where an answer stands, worked out only for a complaint.
Where = Callable[[], str]

# What cwc init writes where names belong.
EXAMPLE_NAME = "类别"

NO_SUCH = "{path}：{key} 里的“{code}”不在清单里。请照清单的编号写，如“{example}”。"
NOT_ASKED = "{path}：answers 里的 {code} 没有要回答的问题。请删去这一项。"
NO_CHOICE = "{path}：{code} 不能回答“{answer}”{hint}。可以写：{choices}。"
NO_CATEGORIES = "{path}：{code} 不分类别，categories 里写了也没有用。请删去这一项。"
NO_CATEGORY = "{path}：{code} 的类别里没有“{name}”{hint}。可以写：{choices}。"
TOO_FEW = "{path}：{code} 在 categories 里只写了{count}类，清单要求全区{least}种。请补足。"
TOO_MANY = "{path}：{code} 在 categories 里写了{count}类，清单一共{most}项。请核对。"
PLACEHOLDER = "{path}：{code} 的“{name}”是样子，不是类别。请改成实际的类别，或删去这一项。"
TOO_LATE = "{path}：{code} 的 since 写的是 {since}，这一项只算到 {until} 为止。请核对年月。"
NO_PERIODS = "{path}：{code} 没有按时间计数的图片，since 里写了也没有用。请删去这一项。"
HAS_START = "{path}：{code} 的开始年月清单已经写明（{since}），不能改。请删去 since 里的这一项。"


def tailored(pack: Pack, settings: Settings, path: Path) -> Pack:
    """The pack by the answers, categories and starts of cwc.yaml at `path`; ConfigError."""
    for key in ("answers", "categories", "since"):
        for code in getattr(settings, key):
            if pack.find(code) is None:
                example = pack.requirements[0].code
                where = _where(path, key, code)
                raise ConfigError(NO_SUCH.format(path=where, key=key, code=code, example=example))
    until = pack.header.assessment.until
    return pack.model_copy(
        update={"requirements": tuple(_read(r, settings, path, until) for r in pack.requirements)}
    )


def dated(pack: Pack) -> Pack:
    """The pack with each requirement's months written into its photos, as the list means them."""
    requirements = tuple(
        r.model_copy(update={"artefacts": tuple(a.dated(r.since, r.until) for a in r.artefacts)})
        for r in pack.requirements
    )
    return pack.model_copy(update={"requirements": requirements})


def _read(
    requirement: Requirement, settings: Settings, path: Path, until: YearMonth
) -> Requirement:
    code = requirement.code
    artefacts = requirement.artefacts
    if code in settings.answers:
        where = partial(_where, path, "answers", code)
        choice = _choice(requirement, settings.answers[code], where)
        artefacts = choice.artefacts or artefacts
    if code in settings.categories:
        if not any(a.listed for a in artefacts):
            place = _where(path, "categories", code)
            raise ConfigError(NO_CATEGORIES.format(path=place, code=code))
        artefacts = tuple(_narrowed(a, settings, code, path) for a in artefacts)
    since = requirement.since
    if code in settings.since:
        where = partial(_where, path, "since", code)
        since = _start(requirement, settings.since[code], where)
        last = min(filter(None, (until, requirement.until, *(a.last for a in artefacts))))
        if since > last:
            raise ConfigError(TOO_LATE.format(path=where(), code=code, since=since, until=last))
    return requirement.model_copy(
        update={
            "artefacts": tuple(a.dated(since, requirement.until) for a in artefacts),
            "ask": tuple(ask for ask in requirement.ask if not _is_answered(ask, code, settings)),
        }
    )


def _is_answered(ask: Ask, code: str, settings: Settings) -> bool:
    if ask.answer_with == "categories":
        return code in settings.categories
    return code in (settings.since if ask.answer_with == "since" else settings.answers)


def _choice(requirement: Requirement, answer: str, where: Where) -> Choice:
    choices = [choice for ask in requirement.ask for choice in ask.answers]
    if not choices:
        raise ConfigError(NOT_ASKED.format(path=where(), code=requirement.code))
    found = next((choice for choice in choices if choice.answer == answer), None)
    if found is None:
        words = [choice.answer for choice in choices]
        raise ConfigError(
            NO_CHOICE.format(
                path=where(),
                code=requirement.code,
                answer=answer,
                hint=_hint(answer, words),
                choices="、".join(words),
            )
        )
    return found


def _narrowed(artefact: Artefact, settings: Settings, code: str, path: Path) -> Artefact:
    """The artefact with only the categories that cwc.yaml names, each of them owed."""
    names = settings.categories[code]
    where = partial(_where, path, "categories", code)
    given = artefact.listed
    if given is None:
        return artefact
    for name in names:
        if name.startswith(EXAMPLE_NAME):
            raise ConfigError(PLACEHOLDER.format(path=where(), code=code, name=name))
    least = given.at_least or given.count or 0
    if len(names) < least and settings.level is Level.DISTRICT:
        raise ConfigError(TOO_FEW.format(path=where(), code=code, count=len(names), least=least))
    if given.count and len(names) > given.count:
        raise ConfigError(
            TOO_MANY.format(path=where(), code=code, count=len(names), most=given.count)
        )
    if given.names and not given.open:
        for name in names:
            if name not in given.names:
                raise ConfigError(
                    NO_CATEGORY.format(
                        path=where(),
                        code=code,
                        name=name,
                        hint=_hint(name, given.names),
                        choices="、".join(given.names),
                    )
                )
    return artefact.narrowed(names)


def _start(requirement: Requirement, since: YearMonth, where: Where) -> YearMonth:
    photos = [a for a in requirement.artefacts if a.is_album]
    if not photos:
        raise ConfigError(NO_PERIODS.format(path=where(), code=requirement.code))
    said = next((a.first for a in photos if a.first), requirement.since)
    if said:
        raise ConfigError(HAS_START.format(path=where(), code=requirement.code, since=said))
    return since


def _where(path: Path, key: str, code: str) -> str:
    """The file and line that an answer stands in."""
    line = yaml_source.line_of(path, key, code)
    return f"{path}:{line}" if line else str(path)


def _hint(wrong: str, words: list[str] | tuple[str, ...]) -> str:
    near = difflib.get_close_matches(wrong, words, n=1, cutoff=0.4)
    return f"，是不是想写“{near[0]}”" if near else ""
