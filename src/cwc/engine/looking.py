"""Everything that can be seen of single files, and pictures of their pages with boxes drawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from posixpath import splitext
from typing import TypeVar

from cwc.engine.means import Means
from cwc.engine.page_reading import Pages, read_pages
from cwc.engine.reading import lost_reading
from cwc.engine.workers import Lost
from cwc.errors import PathError, reason
from cwc.makers.boxes import as_png, boxed
from cwc.model.aspects import Aspect, Hidden, Mentions, Reading, Sight, Text
from cwc.model.looked import Looked, LookedMark, LookedNumber, LookedPage
from cwc.model.obstacle import Obstacle
from cwc.model.paper import Ink, Script, Sheet, completed, pictured_pages
from cwc.model.place import Gap, Layer, Part, Role, Where
from cwc.readers.read import Look, look
from cwc.readers.script import page_pictures
from cwc.readers.table import reader_of
from cwc.replacing import replace_file
from cwc.text.dates import find_date
from cwc.text.numbers import find_number
from cwc.text.secrecy import find_marks
from cwc.wording.places import place_name

NO_FILE = "{path}：没有这个文件。"
NO_OUT = "{path}：写不进去（{reason}）。"
PICTURE = "{stem} 第{page}页.png"
HIDDEN = "{obstacle} {place}"
AspectT = TypeVar("AspectT", bound=Aspect)

# A date that stands alone closes a document; within a sentence it is of something else.
_DATE_CHARACTERS = 20
_ISSUER_ENDS, _ISSUER_LEAST = "文件", 4


def look_at(paths: Sequence[Path], means: Means) -> Iterator[tuple[Looked, Script | None]]:
    """What was seen of each file, in order; PathError when one is not there."""
    missing = next((path for path in paths if not path.is_file()), None)
    if missing:
        raise PathError(NO_FILE.format(path=missing))
    tasks = [Look(path, _keys(path)) for path in paths]
    for task, result in zip(tasks, means.workers.run(look, tasks), strict=True):
        reading = lost_reading(task, result) if isinstance(result, Lost) else result
        script = _script(task.path, reading, means)
        yield _looked(task.path, reading, script), script


@dataclass(frozen=True)
class _Drawing:
    """The pages of a file that are to be drawn, with what was seen on them."""

    path: Path
    pages: tuple[LookedPage, ...]
    sheets: tuple[Sheet, ...]


def draw(looked: Looked, script: Script | None, out: Path, means: Means) -> None:
    """Its pages with boxes as PNG files in a folder; none of what may be secret. PathError."""
    if looked.marks or not looked.pages or not reader_of(looked.path).scripted:
        return
    path = Path(looked.path)
    task = _Drawing(path, looked.pages, script.sheets if script else ())
    (drawn,) = means.workers.run(_drawn, [task])
    if isinstance(drawn, Lost):
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        for number, picture in drawn:
            replace_file(out / PICTURE.format(stem=path.stem, page=number), picture)
    except OSError as error:
        raise PathError(NO_OUT.format(path=out, reason=reason(error))) from error


def _drawn(task: _Drawing) -> list[tuple[int, bytes]]:
    """In a process that may fail."""
    sheets = {sheet.page: sheet for sheet in task.sheets}
    made = []
    numbers = [page.page for page in task.pages]
    pictures = dict(page_pictures(task.path.read_bytes(), numbers))
    for page in task.pages:
        picture, sheet = pictures.get(page.page), sheets.get(page.page)
        if picture is None or isinstance(picture, Obstacle):
            continue
        # Seals were seen on the page as it lies, writing on the page as it is read.
        marked = boxed(picture, (), page.seals or ())
        if sheet:
            turned = marked.rotate(-sheet.turned, expand=True) if sheet.turned else marked
            marked = boxed(turned, sheet.lines, ())
        made.append((page.page, as_png(marked)))
    return made


def _keys(path: Path) -> tuple[str, ...]:
    return tuple(sorted(aspect.key for aspect in reader_of(path.name).aspects))


def _script(path: Path, reading: Reading, means: Means) -> Script | None:
    """The writing on the pages that are pictures; None where there are none."""
    if not reader_of(path.name).scripted or reading.unopened:
        return None
    text = reading.sights.get(Text.key)
    pages: tuple[int, ...] = (1,)
    if isinstance(text, Text):
        pages = pictured_pages(text)
    elif isinstance(text, Hidden):
        return None
    if not pages:
        return None
    return read_pages({path: Pages(path, reading.sha256, pages)}, means)[path]


def _looked(path: Path, reading: Reading, script: Script | None) -> Looked:
    sights = reading.sights
    text = _seen(sights, Text)
    whole = completed(text, script) if script else text
    ink = _seen(sights, Ink)
    parts = whole.parts if whole else ()
    mentions = _seen(sights, Mentions)
    return Looked(
        path=path.as_posix(),
        sha256=reading.sha256,
        form=splitext(path.name)[1].lower().lstrip("."),
        words=text.words if text and not text.unread else None,
        number=_number(text, script),
        issuer=_issuer(whole, script),
        date=_date(parts),
        grey=not any(page.has_red for page in ink.pages) if ink else None,
        marks=tuple(_marks((*parts, *(mentions.passages if mentions else ())))),
        unread=tuple(_obstacles(sights, whole)),
        pages=tuple(_pages(whole, script, ink)),
    )


def _seen(sights: Mapping[str, Sight], aspect: type[AspectT]) -> AspectT | None:
    found = sights.get(aspect.key)
    return found if isinstance(found, aspect) else None


def _number(text: Text | None, script: Script | None) -> LookedNumber | None:
    own = find_number(text.first_page) if text else None
    if own:
        return LookedNumber(value=own.text, certain=True)
    read = script.number if script else None
    return LookedNumber(value=read.text, certain=read.certain) if read else None


def _issuer(text: Text | None, script: Script | None) -> str | None:
    """Who issued the document: the name above its number on the first page."""
    first = script.first_page if script and script.first_page else text.first_page if text else ""
    lines = [line.strip() for line in first.splitlines() if line.strip()]
    above = [line for line in lines if line.endswith(_ISSUER_ENDS)]
    name = above[0].removesuffix(_ISSUER_ENDS).strip() if above else ""
    return name if len(name) >= _ISSUER_LEAST else None


def _date(parts: Sequence[Part]) -> date | None:
    """The last date of the running text that stands alone in its line."""
    lines = [
        line for part in parts if part.where.role is Role.BODY for line in part.text.split("\n")
    ]
    for line in reversed(lines):
        span = find_date(line) if len(line.strip()) <= _DATE_CHARACTERS else None
        if span and span.start == span.end:
            return span.start
    return None


def _marks(parts: Sequence[Part]) -> Iterator[LookedMark]:
    places: dict[Where, list[str]] = {}
    for part in parts:
        places.setdefault(part.where, []).append(part.text)
    for where, texts in places.items():
        for mark in find_marks(texts):
            yield LookedMark(text=mark.words, page=where.number, role=place_name(where))


def _obstacles(sights: Mapping[str, Sight], text: Text | None) -> Iterator[str]:
    hidden = [s.obstacle.value for s in sights.values() if isinstance(s, Hidden)]
    gaps: Sequence[Gap] = text.unread if text else ()
    yield from dict.fromkeys(hidden)
    yield from (HIDDEN.format(obstacle=g.obstacle.value, place=place_name(g.where)) for g in gaps)


def _pages(text: Text | None, script: Script | None, ink: Ink | None) -> Iterator[LookedPage]:
    """Each page that anything is known of."""
    layers = {p.where.number for p in text.parts if p.where.layer is Layer.SHOWN} if text else set()
    sheets = {sheet.page: sheet for sheet in script.sheets} if script else {}
    inks = {page.page: page for page in ink.pages} if ink else {}
    for number in sorted({n for n in layers if n} | {*sheets} | {*inks}):
        sheet, seen = sheets.get(number), inks.get(number)
        yield LookedPage(
            page=number,
            text_from="ocr" if sheet else "layer" if number in layers else "none",
            turned=sheet.turned if sheet else None,
            red_header=seen.red_header if seen else None,
            seals=seen.seals if seen else None,
        )
