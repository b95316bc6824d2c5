"""The secrecy marks of a submission: in contents, names and captions, in register and settings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from posixpath import splitext
from typing import Any

from cwc.folder.names import REGISTER_FILE, SETTINGS_FILE
from cwc.model.aspects import Mentions, Text
from cwc.model.mark import Marked
from cwc.model.place import Layer, Part, Role, Where
from cwc.model.settings import About, Settings, Voucher
from cwc.model.view import FileView
from cwc.readers.search import mentions
from cwc.text.names import tidy_path
from cwc.text.secrecy import find_marks, speaks_of_one

# Beside the running text, where no prose is expected, the word alone is doubtful.
_ASIDE = {Role.HEADER, Role.FOOTER, Role.HEADER_FOOTER, Role.PROPERTY}
_UNSHOWN = {Layer.DELETED, Layer.HIDDEN}
_NAME, _CAPTION = Where.shown(Role.NAME), Where.shown(Role.CAPTION)
_SETTING = Where.shown(Role.SETTING)
# In a voucher these name what is vouched for, whatever that says.
_NAMING = {"path", "text", "sha256"}


class Vouched:
    """Who vouches for doubtful contents and texts."""

    def __init__(self, vouchers: Iterable[Voucher]) -> None:
        about = [v for v in vouchers if v.about is About.SECRECY]
        self._texts = {v.text: v for v in about if v.text is not None}
        self._files = {(tidy_path(v.path), v.sha256): v for v in about if v.sha256 is not None}

    def file(self, file: FileView) -> Voucher | None:
        """The voucher for a file's content as it is now."""
        return self._files.get((tidy_path(file.path), file.sha256)) if self._files else None

    def text(self, text: str) -> Voucher | None:
        """The voucher for a text outside of contents."""
        return self._texts.get(text)


def marks_of_files(files: Iterable[FileView], vouched: Vouched) -> Iterator[Marked]:
    """The marks in each file: its content, its name and its folders', its captions."""
    for file in files:
        *folders, name = file.path.split("/")
        yield from _in_texts(file.path, _NAME, (*folders, splitext(name)[0]), vouched)
        for use in file.placements:
            said = use.caption.values.values()
            yield from _in_texts(file.path, _CAPTION, said, vouched)
        yield from _in_content(file, vouched)


def marks_of_own(folder: Path, settings: Settings, vouched: Vouched) -> Iterator[Marked]:
    """The marks in the register and in cwc.yaml, cell by cell and value by value."""
    register = folder / REGISTER_FILE
    # That it can be read is known: its rows were.
    for part in mentions(register.read_bytes()).passages if register.exists() else ():
        yield from _in_texts(REGISTER_FILE, part.where, (part.text,), vouched)
    yield from _in_texts(SETTINGS_FILE, _SETTING, _strings(settings.model_dump()), vouched)


def _in_texts(path: str, where: Where, texts: Iterable[str], vouched: Vouched) -> Iterator[Marked]:
    for text in filter(speaks_of_one, texts):
        for mark in find_marks([text]):
            voucher = None if mark.certain else vouched.text(text)
            yield Marked(
                path=path,
                where=where,
                words=mark.words,
                certain=mark.certain,
                text=text,
                voucher=voucher,
            )


def _in_content(file: FileView, vouched: Vouched) -> Iterator[Marked]:
    text, mentions = file.seen(Text), file.seen(Mentions)
    places: dict[Where, list[str]] = defaultdict(list)
    for part in _parts(text, mentions):
        places[part.where].append(part.text)
    voucher = vouched.file(file)
    for where, texts in places.items():
        aside = where.role in _ASIDE or where.layer in _UNSHOWN
        for mark in find_marks(texts, aside):
            yield Marked(
                path=file.path,
                where=where,
                words=mark.words,
                certain=mark.certain,
                text=None,
                voucher=None if mark.certain else voucher,
            )


def _parts(text: Text | None, mentions: Mentions | None) -> Iterator[Part]:
    """What a reader read, as it reads; then what stands anywhere else."""
    yield from text.parts if text else ()
    yield from mentions.passages if mentions else ()


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _NAMING:
                yield from _strings(key)
                yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
