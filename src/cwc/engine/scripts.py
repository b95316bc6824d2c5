"""Which pages are read as pictures, and what their writing adds to a document's text."""

from collections.abc import Mapping

from cwc.engine.reading import Looks
from cwc.model.artefact import Kind
from cwc.model.aspects import Foreign, Reading, Sight, Text, sight_of
from cwc.model.paper import Numbering, Script, completed, numbering, pictured_pages
from cwc.placing.placer import Placed
from cwc.readers.table import reader_of

# No paper that is handed in has more; the rest stays unread.
_MAX_PAGES = 100


def with_scripts(
    looks: Looks, readings: Mapping[str, Reading], placed: Mapping[str, Placed]
) -> dict[str, Reading]:
    """The readings, with the writing on the pictures of pages among the text."""
    wanted = {
        path: pages
        for path, reading in readings.items()
        if (pages := _pages(path, reading, placed))
    }
    read = looks.scripts(readings, wanted)
    return {path: _completed(reading, placed[path]) for path, reading in read.items()}


def _pages(path: str, reading: Reading, placed: Mapping[str, Placed]) -> tuple[int, ...]:
    """The pages of a file that are to be read, from 1; none of what is a photo."""
    kinds = {use.kind for use in placed[path].placements}
    if not reader_of(path).scripted or reading.unopened or kinds == {Kind.PHOTOS}:
        return ()
    text = sight_of(reading.sights, Text)
    if isinstance(text, Text):
        return pictured_pages(text)[:_MAX_PAGES]
    # A picture is a document's page where it is handed in as one.
    return (1,) if kinds and isinstance(text, Foreign) else ()


def _completed(reading: Reading, placed: Placed) -> Reading:
    script, text = reading.sights.get(Script.key), reading.sights.get(Text.key)
    sights = dict(reading.sights)
    if isinstance(script, Script):
        text = sights[Text.key] = completed(text if isinstance(text, Text) else None, script)
    if any(use.kind is Kind.OFFICIAL_DOCUMENT for use in placed.placements):
        sights[Numbering.key] = _numbering(text, script)
    return reading.model_copy(update={"sights": sights})


def _numbering(text: Sight | None, script: Sight | None) -> Sight:
    if not isinstance(text, Text):
        # What hides the text is told of the text.
        return text or Foreign()
    return numbering(text, script if isinstance(script, Script) else None)
