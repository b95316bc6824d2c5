"""What a reader would have seen, from a few words: for cases that begin behind the readers."""

import re
import zlib
from typing import Any

import numpy as np

from cwc.model.aspects import (
    Aspect,
    Detail,
    Foreign,
    Formulas,
    Hidden,
    Insets,
    Likeness,
    Marking,
    Mentions,
    Package,
    Picture,
    RedHeader,
    Review,
    Seals,
    Sight,
    Text,
)
from cwc.model.obstacle import Obstacle
from cwc.model.outcome import Levers
from cwc.model.paper import Numbering, Script, Sheet, numbering
from cwc.model.place import Gap, Part, Role, Where
from cwc.readers.likeness import likeness
from cwc.readers.read import blind
from cwc.readers.table import TABLE, Reader, reader_of

FORMS = {"docx": "word", "pdf": "pdf", "xlsx": "excel"}
PLACES = {"正文": Role.BODY, "页眉": Role.HEADER, "文本框": Role.TEXT_BOX}
PAGE = re.compile(r"第(\d+)页")


def sights(path: str, facts: dict[str, Any]) -> dict[str, Sight]:
    """The sights of a file with these facts; what they do not name was looked for in vain."""
    if facts["kind"] == "unreadable":
        reader = reader_of(path)
        return blind(reader, Obstacle(facts["obstacle"]), reader.aspects)
    if facts["kind"] == "photo":
        return _of(
            "photo", {Picture: _picture(facts), Likeness: _likeness(facts), Detail: _detail(facts)}
        )
    seen = {aspect: make(facts) for aspect, make in _MAKERS.items()}
    # What the engine sees in the text of an official document.
    script = _script(facts)
    numbered: dict[str, Sight] = {Numbering.key: numbering(_text(facts), script)}
    read = {Script.key: script} if script else {}
    return _of(FORMS[facts["format"]], seen) | numbered | read


def row(form: str) -> Reader:
    """The table's row of a form."""
    return next(reader for reader in TABLE if reader.form == form)


def _of(form: str, seen: dict[type[Aspect], Aspect]) -> dict[str, Sight]:
    reader = row(form)
    seen = {Mentions: Mentions(passages=(), unread=()), **seen}
    own: dict[str, Sight] = {a.key: seen[a] for a in reader.aspects if a in seen}
    hidden: dict[str, Sight] = {
        a.key: Hidden(obstacle=Obstacle.NO_READER) for a in reader.aspects if a not in seen
    }
    return own | hidden | {a.key: Foreign() for a in reader.foreign}


def _picture(facts: dict[str, Any]) -> Picture:
    given = {key: value for key, value in facts.items() if key in Picture.model_fields}
    return Picture.model_validate(
        {"orientation": 1, "taken": None, "of_several": False} | given, strict=False
    )


def _detail(facts: dict[str, Any]) -> Detail:
    """As a photo of the open air has it, but for what is said."""
    usual = {
        "contrast_levels": 213,
        "shapes_percent": 88,
        "edges_percent": 38,
        "ground_percent": 12,
    }
    return Detail(**{name: facts.get(name, value) for name, value in usual.items()})


def _likeness(facts: dict[str, Any]) -> Likeness:
    """A fingerprint of a scene of this name, "" for none; `mirrored` turns the scene over."""
    if "likeness" not in facts:
        return Likeness(fingerprint="")
    chance = np.random.default_rng(zlib.crc32(facts["likeness"].encode()))
    coarse = chance.integers(0, 255, (6, 8), dtype=np.uint8)
    scene = coarse.repeat(20, axis=0).repeat(20, axis=1)
    return Likeness(fingerprint=likeness(scene[:, ::-1] if facts.get("mirrored") else scene))


def _text(facts: dict[str, Any]) -> Text:
    return Text(
        parts=tuple(Part(where=_where(p["place"]), text=p["text"]) for p in facts["passages"]),
        words=facts["words"],
        unread=tuple(
            Gap(where=_where(u["place"]), obstacle=Obstacle(u["obstacle"]))
            for u in facts.get("unread", ())
        ),
    )


def _script(facts: dict[str, Any]) -> Script | None:
    """The first page as a picture on which machines read these lines."""
    if "read" not in facts:
        return None
    sheet = Sheet(page=1, turned=0, lines=(), blocks=(), numbers=tuple(facts["read"]))
    return Script(sheets=(sheet,), unread=())


def _where(place: str) -> Where:
    if page := PAGE.fullmatch(place):
        return Where.shown(Role.BODY, int(page[1]))
    return Where.shown(PLACES[place]) if place in PLACES else Where.shown(Role.SHEET, 1, "表")


_MAKERS: dict[type[Aspect], Any] = {
    Text: _text,
    Package: lambda f: Package(
        macros=f.get("macros", False),
        embedded=tuple(Where.shown(Role.PART, name=n) for n in f.get("embedded", ())),
    ),
    Review: lambda f: Review(
        revisions=f.get("revisions", 0), comments=f.get("comments", 0), hidden=f.get("hidden", 0)
    ),
    Marking: lambda f: Marking(marked=f.get("marked", False)),
    Insets: lambda f: Insets(pictures=f.get("pictures", 0), photos=f.get("photos", 0)),
    RedHeader: lambda f: RedHeader(found=f.get("red", False)),
    Seals: lambda f: Seals(count=f.get("seals", 0), doubtful=f.get("doubtful_seals", 0)),
    Formulas: lambda f: Formulas(cells=tuple(f.get("formulas", ()))),
}


# As when nobody set anything.
NO_LEVERS = Levers(
    own_pack=None,
    as_of=None,
    requirements=None,
    answers=(),
    categories=(),
    since=(),
    counts=(),
    defaults=(),
    waivers=0,
    waived_until=None,
    vouchers=0,
)
