"""examine → rows followed and added → what they lack → 材料登记.xlsx, whole or not at all."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from cwc.engine.examine import examine
from cwc.engine.means import Means
from cwc.engine.row_states import States, is_ours
from cwc.engine.views import Uses, submission_view
from cwc.errors import BROKEN_FILE
from cwc.folder.names import REGISTER_FILE
from cwc.folder.settings import load_settings
from cwc.makers.thumbnail import make_thumbnail
from cwc.model.artefact import Kind
from cwc.model.aspects import Mentions, Picture, Reading
from cwc.model.settings import Settings, Stage
from cwc.model.view import FileView, SubmissionView
from cwc.naming.captions import camera_date
from cwc.placing.placer import Placer
from cwc.readers.table import reader_of
from cwc.register.book import Book
from cwc.register.dress import comment, dress, show, take_thumbnails
from cwc.register.follow import Fate
from cwc.register.save import copies, save
from cwc.register.sheets import ACTIVITIES, PHOTOS, STATE, write_register
from cwc.scaffold.register_rows import Changes, RegisterRows
from cwc.scaffold.telling import Telling
from cwc.text.dates import DateSpan
from cwc.text.names import stem

# Each is a part of the package, and no reader of ours opens one of more than so many.
MAX_THUMBNAILS = 5_000


@dataclass(frozen=True)
class Registered:
    """What came of a run: the file that was written, and what its rows say now.

    `photos` are all that were found, `secret` those with a mark, `lacks` how many rows lack what,
    `left` the copies that earlier runs wrote beside.
    """

    path: Path
    photos: int
    secret: int
    changes: Changes
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    lacks: Mapping[str, int]
    left: tuple[Path, ...]


def register(folder: Path, means: Means) -> Registered:
    """Bring 材料登记.xlsx up to the photos in the folder; ConfigError or PathError.

    It is written beside, under another name, when somebody has it open.
    """
    view = examine(folder, Stage.COLLECTING, None, means).view
    settings, path = load_settings(folder), folder / REGISTER_FILE
    data = path.read_bytes() if path.exists() else None
    book = Book(data or _blank(view), path, view.context.header)
    photos = [file for file in view.files if _is_photo(file)]
    secret = _secret(view)
    rows = RegisterRows(book, _telling(view, [f for f in photos if f.path not in secret]))
    changes = rows.update()
    changes.unlisted += [file.path for file in photos if not file.sha256]
    states = States(
        register=rows.register(),
        telling=rows.telling,
        view=_seen_anew(view, rows, settings),
        fates=changes.fates,
        secret=secret,
    )
    lacks = _write_states(book, rows, states)
    _show_photos(folder, book, states, means)
    dress(book, *_choices(view))
    return Registered(
        path=save(path, data, book.data()),
        photos=len(photos),
        secret=sum(file.path in secret for file in photos),
        changes=changes,
        gone=_targets(states, Fate.GONE),
        changed=_targets(states, Fate.CHANGED),
        lacks=lacks,
        left=tuple(copies(folder)),
    )


def _blank(view: SubmissionView) -> bytes:
    made = BytesIO()
    write_register(made, view.requirements[0].code)
    return made.getvalue()


def _is_photo(file: FileView) -> bool:
    """Whether it is, and not a page of a document."""
    return Picture in reader_of(file.path).aspects and (
        not file.placements or file.is_for(Kind.PHOTOS)
    )


def _secret(view: SubmissionView) -> set[str]:
    """The files with a mark, or with what looks like one and nobody vouches for."""
    marks = view.marks_by_path.items()
    return {path for path, found in marks if any(mark.voucher is None for mark in found)}


def _telling(view: SubmissionView, photos: Sequence[FileView]) -> Telling:
    days = {file.path: _camera_day(file) for file in photos}
    return Telling(
        files={file.path: file.sha256 for file in view.files},
        photos=[file.path for file in photos if file.sha256],
        taken={path: day for path, day in days.items() if day},
        pack=view.context.pack,
        assigned=frozenset(requirement.code for requirement in view.requirements),
    )


def _camera_day(file: FileView) -> DateSpan | None:
    picture = file.seen(Picture)
    if picture and picture.taken:
        return DateSpan(picture.taken.date(), picture.taken.date())
    return camera_date(stem(file.path))


def _seen_anew(view: SubmissionView, rows: RegisterRows, settings: Settings) -> SubmissionView:
    """The folder as it is with the rows that are to be written."""
    telling, context = rows.telling, view.context
    placer = Placer(telling.pack, telling.assigned, rows.rows(), settings.defaults)
    readings = {
        f.path: Reading(sha256=f.sha256, size_bytes=f.size_bytes, sights=f.sights)
        for f in view.files
    }
    placed = {path: placer.place(path) for path in readings}
    strays = rows.rows().strays
    uses = Uses(readings, placed, strays, settings.vouchers, view.register_read, ())
    return submission_view(uses, [context.requirement(r.code) for r in view.requirements], context)


def _write_states(book: Book, rows: RegisterRows, states: States) -> dict[str, int]:
    """Write what each row lacks; how many rows lack what, by heading."""
    told: Counter[str] = Counter()
    for sheet, entries, state_of in (
        (ACTIVITIES, states.register.activities, states.activity),
        (PHOTOS, states.register.photos, states.photo),
    ):
        page = book.pages[sheet]
        for entry in entries:
            state = state_of(entry)
            told.update(state.lacks.keys())
            now = page.text(entry.number, STATE)
            if not now or is_ours(now):
                page.put(entry.number, STATE, state.text(partial(rows.heading, page)))
    return dict(told)


def _show_photos(folder: Path, book: Book, states: States, means: Means) -> None:
    """A small picture in each row whose photo was searched for secrecy marks and has none."""
    page = book.pages[PHOTOS]
    before = take_thumbnails(page)
    shown = [
        (number, file)
        for number, path in sorted(states.paths.items())
        if path not in states.secret and _may_be_shown(file := states.view.by_path[path])
    ][:MAX_THUMBNAILS]
    for done, (number, file) in enumerate(shown, start=1):
        means.watch(done, len(shown), file.path)
        jpeg = before.get(file.sha256) or _thumbnail(folder, file)
        if jpeg:
            show(page, number, jpeg)


def _may_be_shown(file: FileView) -> bool:
    searched = file.seen(Mentions)
    return searched is not None and not searched.gaps and file.seen(Picture) is not None


def _thumbnail(folder: Path, file: FileView) -> bytes | None:
    """None for a photo that has changed or vanished since it was looked at."""
    try:
        data = (folder / file.path).read_bytes()
        if hashlib.sha256(data).hexdigest() != file.sha256:
            return None
        return make_thumbnail(data, comment(file.sha256))
    except BROKEN_FILE:
        return None


def _choices(view: SubmissionView) -> tuple[dict[str, str], dict[str, str]]:
    """The codes of photos with their names, and their categories with the codes that list them."""
    codes: dict[str, str] = {}
    categories: dict[str, list[str]] = {}
    for code in (requirement.code for requirement in view.requirements):
        requirement = view.context.requirement(code)
        for artefact in filter(lambda a: a.is_album, requirement.artefacts):
            codes[code] = requirement.indicator.name
            listed = artefact.listed.names if artefact.listed else ()
            for name in (*listed, *artefact.festivals):
                categories.setdefault(name, []).append(code)
    return codes, {name: "、".join(dict.fromkeys(of)) for name, of in categories.items()}


def _targets(states: States, fate: Fate) -> tuple[str, ...]:
    rows = states.register.photos
    return tuple(row.target for row in rows if states.fates.get(row.number) is fate)
