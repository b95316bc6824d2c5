"""A plan carried out in an empty folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

from cwc.bundles.bag import PAYLOAD, write_bag
from cwc.bundles.index import INDEX_FILE, write_index
from cwc.bundles.photo_pdf import write_album
from cwc.bundles.photos import Execute, load, photos_of
from cwc.makers.photo import Jpeg
from cwc.model.plan import PhotoForm, Plan, PlannedAlbum

Tick = Callable[[str], None]


def build(plan: Plan, folder: Path, bag: Path, execute: Execute, tick: Tick) -> None:
    """Make the bag in the empty folder `bag` from the files under `folder`.

    `tick` is told of each source taken in. PathError when a source is not what was judged.
    """
    payload = bag / PAYLOAD
    payload.mkdir()
    jpegs = photos_of(plan, folder, execute)
    for requirement in plan.requirements:
        (payload / requirement.folder).mkdir()
        for document in requirement.documents:
            (payload / document.target).write_bytes(load(folder, document.source))
            tick(document.source.path)
        for album in requirement.albums:
            own = _told(album, jpegs, tick)
            if plan.photos is PhotoForm.PDF:
                per_page = int(plan.per_page) if plan.per_page else None
                write_album(payload / album.target, album, own, per_page)
            else:
                _write_jpgs(payload / album.target, album, own)
    write_index(payload / INDEX_FILE, plan, payload)
    write_bag(bag, plan.unit, plan.pack, complete=plan.is_complete)


def _told(album: PlannedAlbum, jpegs: Iterator[Jpeg], tick: Tick) -> Iterator[Jpeg]:
    """The album's own photos, the next ones, each told of when it is taken in."""
    for photo in album.photos:
        yield next(jpegs)
        tick(photo.source.path)


def _write_jpgs(target: Path, album: PlannedAlbum, jpegs: Iterator[Jpeg]) -> None:
    target.mkdir()
    for photo, jpeg in zip(album.photos, jpegs, strict=True):
        (target / photo.target).write_bytes(jpeg.data)
