"""An album in parts, where the pack names the largest PDF that the portal takes."""

from collections.abc import Iterator

from cwc.model.plan import PlannedAlbum, PlannedPhoto

PART = "{stem}（{number}）.pdf"

# What a PDF holds beside its JPEGs, told so that it never takes more: for each photo its page, its
# bookmark and a copy of its colour profile; for each character, once on the page and once in the
# bookmark; for each different one its glyph (551 bytes at most), width and meaning; once, tables.
_PHOTO_BYTES, _CHARACTER_BYTES, _GLYPH_BYTES, _PDF_BYTES = 10_000, 8, 700, 10_000


def parted(album: PlannedAlbum, limit_bytes: int) -> Iterator[PlannedAlbum]:
    """The album as PDFs of at most `limit_bytes`, in order; itself where one is enough."""
    parts = list(_parts(album, limit_bytes))
    if len(parts) == 1:
        yield album
        return
    stem = album.target.removesuffix(".pdf")
    for number, photos in enumerate(parts, start=1):
        target = PART.format(stem=stem, number=number)
        yield album.model_copy(update={"target": target, "photos": photos})


def _parts(album: PlannedAlbum, limit_bytes: int) -> Iterator[tuple[PlannedPhoto, ...]]:
    part: list[PlannedPhoto] = []
    photos_bytes, characters = 0, set[str]()
    for photo in album.photos:
        text = "".join(
            (album.heading, album.label, photo.category or "", photo.when, *photo.caption)
        )
        own_bytes = photo.most_bytes + _PHOTO_BYTES + len(text) * _CHARACTER_BYTES
        characters |= {*text}
        whole_bytes = photos_bytes + own_bytes + len(characters) * _GLYPH_BYTES + _PDF_BYTES
        if part and whole_bytes > limit_bytes:
            yield tuple(part)
            part, photos_bytes, characters = [], 0, {*text}
        part.append(photo)
        photos_bytes += own_bytes
    yield tuple(part)
