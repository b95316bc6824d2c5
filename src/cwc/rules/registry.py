"""The decorator that makes a function a rule, and what its signature says that it needs."""

import inspect
import sys
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Annotated, Any, TypeVar

from cwc.model.artefact import Kind
from cwc.model.aspects import Aspect, Mentions, Picture, Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.header import Form, Header
from cwc.model.obstacle import Obstacle
from cwc.model.view import FileView, RequirementView, SubmissionView, UnreadView, WaiversView

AspectT = TypeVar("AspectT")
_AS_SEEN = "as far as seen"
# The aspect with or without gaps: enough for what is found, not for what is missed.
AsSeen = Annotated[AspectT, _AS_SEEN]

DOCUMENTS = tuple(kind for kind in Kind if kind is not Kind.PHOTOS)
# What a kind of material consists of: a file that cannot have it is no such material.
SUBSTANCE: dict[Kind, type[Aspect]] = {
    kind: Picture if kind is Kind.PHOTOS else Text for kind in Kind
}


@dataclass(frozen=True)
class Verdict:
    """What a rule says of one thing; the engine adds the rule's code and name, and the owner.

    Of a file without `requirement` it speaks of the file as such, whatever it is used for. It is
    not said where a rule of `yields_to`, or of the rule's own, says of the same file what weighs no
    less.
    """

    severity: Severity
    message: str
    mend: str
    path: str = ""
    place: str = ""
    requirement: str = ""
    artefact: int | None = None
    sentence: str = ""
    fixable: bool = False
    yields_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Want:
    """One aspect that a rule takes: whole or `as_seen`, demanded or only if it is there."""

    aspect: type[Aspect]
    as_seen: bool
    demanded: bool
    by_path: bool


class Given(Enum):
    """What a rule may take beside its view and aspects."""

    CONTEXT = auto()
    FILES = auto()


@dataclass(frozen=True)
class Rule:
    """One rule: its page of the manual, the view that it takes, the aspects that it wants by name.

    It bears on files handed in as one of `kinds` (None: on every file), and needs what it takes
    where the pack's form makes it so (`asked`); it says nothing where a rule of `yields_to` says of
    the same file what weighs no less. A rule that `tells` obstacles says that something was not
    checked.
    """

    code: str
    name: str
    manual: str
    view: type
    wants: Mapping[str, Want]
    given: Mapping[str, Given]
    kinds: tuple[Kind, ...] | None
    asked: Callable[[Form], bool]
    yields_to: tuple[str, ...]
    tells: frozenset[Obstacle]
    check: Callable[..., Iterator[Verdict]]


RULES: dict[str, Rule] = {}
_GIVEN = {Context: Given.CONTEXT, Mapping[str, FileView]: Given.FILES}
VIEWS = (FileView, RequirementView, SubmissionView, UnreadView, WaiversView)

Check = TypeVar("Check", bound=Callable[..., Iterator[Verdict]])


@dataclass(frozen=True)
class Bearing:
    """What a rule bears on, and whom it leaves the word; see `Rule`."""

    kinds: tuple[Kind, ...] | None = None
    asked: Callable[[Form], bool] = lambda _form: True
    yields_to: tuple[str, ...] = ()
    tells: frozenset[Obstacle] = frozenset()


def rule(code: str, name: str, **bearing: Any) -> Callable[[Check], Check]:
    """Register a function; its annotations say which view, which aspects and whether the context.

    `bearing` is a `Bearing`'s: kinds, asked, yields_to, tells.
    """

    def register(check: Check) -> Check:
        hints = typing.get_type_hints(check, include_extras=True)
        hints.pop("return", None)
        wants = {n: w for n, hint in hints.items() if (w := _want(hint)) is not None}
        RULES[code] = Rule(
            code=code,
            name=name,
            manual=inspect.getdoc(sys.modules[check.__module__]) or "",
            view=next(hint for hint in hints.values() if hint in VIEWS),
            wants=wants,
            given={n: _GIVEN[hint] for n, hint in hints.items() if hint in _GIVEN},
            check=check,
            **vars(Bearing(**bearing)),
        )
        return check

    return register


def _want(hint: Any, by_path: bool = False, demanded: bool = True) -> Want | None:
    """The aspect that one annotation asks for: T, AsSeen[T], AsSeen[T] | None, Mapping[str, …]."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _want(next(a for a in arguments if a is not type(None)), by_path, demanded=False)
    if origin is Mapping:
        return _want(arguments[1], by_path=True, demanded=demanded)
    as_seen = origin is Annotated
    aspect = arguments[0] if as_seen else hint
    if isinstance(aspect, type) and issubclass(aspect, Aspect):
        return Want(aspect, as_seen, demanded, by_path)
    return None


def find_rule(word: str) -> Rule | None:
    """The rule of this code or name."""
    return next((r for r in RULES.values() if word.lower() in {r.code.lower(), r.name}), None)


def needs(kind: Kind, header: Header) -> frozenset[type[Aspect]]:
    """The aspects that must be seen of a file before an artefact of this kind can be 合格."""
    form = header.form(kind)
    every = RULES.values()
    bearing = (r for r in every if (r.kinds is None or kind in r.kinds) and r.asked(form))
    wanted = {w.aspect for r in bearing for w in r.wants.values() if w.demanded}
    # Whatever is handed in is searched for secrecy marks.
    return frozenset({SUBSTANCE[kind], Mentions, *wanted})
