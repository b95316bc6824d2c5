"""One document of an OFD package: its pages with their templates and notes."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml import etree

from cwc.model.obstacle import Obstacle
from cwc.model.place import Layer, Part, Role, Where
from cwc.readers.obstacle import Blocked
from cwc.readers.ofd.beside import attachments, bookmarks, is_hidden, is_marking, note_parts
from cwc.readers.ofd.page import OfdPage, PageDrawing
from cwc.readers.ofd.parts import Loaded, Parts, local, numbers, text_of
from cwc.readers.ofd.resources import Resources

MAX_PAGES = 2_000

_NOTES, _ATTACHMENTS = Where.shown(Role.ANNOTATION), Where.shown(Role.ATTACHMENT)
_A4_MM = (0.0, 0.0, 210.0, 297.0)


class Document:
    """Reads one document; its pages are added to `pages`, which may hold those of others.

    `budget` yields something for each object that may still be drawn.
    """

    def __init__(self, parts: Parts, budget: Iterator[object], pages: list[OfdPage]) -> None:
        self.parts, self.budget, self.pages = parts, budget, pages
        self.base = ""
        self.beside: list[Part] = []
        self.attached: list[Where] = []
        self.marked = False
        self.resources = Resources()
        self.box: tuple[float, ...] = _A4_MM
        self.notes: dict[str, list[etree._Element]] = {}
        self.templates: dict[str, str] = {}

    def read(self, base: str, root: etree._Element) -> None:
        """The document whose root element stands in the part `base`; Blocked when too long."""
        self.base = base
        for location in root.iterfind("{*}CommonData/{*}*"):
            self._common(location)
        for element in root.iterfind("{*}Annotations"):
            self._load_notes(text_of(element))
        for element in root.iterfind("{*}Attachments"):
            if listed := self._load(text_of(element), _ATTACHMENTS):
                self.attached += attachments(self.parts, listed)
        self.beside += bookmarks(root)
        pages = list(root.iterfind("{*}Pages/{*}Page"))
        if len(self.pages) + len(pages) > MAX_PAGES:
            raise Blocked(Obstacle.TOO_LARGE)
        for page in pages:
            self._page(page.get("BaseLoc", ""), self.notes.pop(page.get("ID", ""), []))
        for notes in self.notes.values():
            # Notes on a page that is not there.
            self.parts.miss(_NOTES, Obstacle.BROKEN_PART)
            texts = [str(text) for note in notes for text in note.itertext() if text.strip()]
            self.beside.append(Part(where=_NOTES, text="".join(texts)))

    def _load(self, location: str, where: Where) -> Loaded | None:
        return self.parts.load(location, self.base, where) if location else None

    def _common(self, element: etree._Element) -> None:
        name = local(element)
        if name in {"PublicRes", "DocumentRes"}:
            location = text_of(element)
            where = Where.shown(Role.PART, name=PurePosixPath(location).name)
            self._resource(location, self.base, where)
        elif name == "TemplatePage":
            self.templates[element.get("ID", "")] = element.get("BaseLoc", "")
        elif name == "PageArea":
            self.box = numbers(text_of(element.find("{*}PhysicalBox")), 4) or self.box
        elif name == "DefaultCS":
            self.resources.default_space = text_of(element)

    def _resource(self, location: str, base: str, where: Where) -> None:
        # An absent file of resources is missed by the unit that a page looks for in vain.
        if self.parts.find(location, base) and (found := self.parts.load(location, base, where)):
            self.resources.add(found[1])

    def _load_notes(self, location: str) -> None:
        listed = self._load(location, _NOTES)
        for page in listed[1].iterfind("{*}Page") if listed else ():
            assert listed is not None
            for place in page.iterfind("{*}FileLoc"):
                if loaded := self.parts.load(text_of(place), listed[0], _NOTES):
                    self.notes.setdefault(page.get("PageID", ""), []).append(loaded[1])

    def _page(self, location: str, notes: list[etree._Element]) -> None:
        where = Where.shown(Role.BODY, len(self.pages) + 1)
        loaded = self.parts.load(location, self.base, where)
        drawing = PageDrawing(self.resources, self.box, self.budget)
        if loaded:
            base, root = loaded
            for element in root.iterfind("{*}PageRes"):
                self._resource(text_of(element), base, where)
            area = numbers(text_of(root.find("{*}Area/{*}PhysicalBox")), 4)
            drawing = PageDrawing(self.resources, area or self.box, self.budget)
            self._templates(root, drawing, where, ())
            drawing.draw(root)
        for note in (note for part in notes for note in part.iterfind(".//{*}Annot")):
            for appearance in note.iterfind("{*}Appearance"):
                drawing.draw(appearance, note=True, hidden=is_hidden(note))
            self.beside += note_parts(note, Where.shown(Role.ANNOTATION, where.number))
            self.marked |= is_marking(note)
        self.pages.append(drawing.page())
        for obstacle in drawing.unread:
            self.parts.miss(where, obstacle)
        hidden_text = "".join(drawing.hidden)
        if hidden_text.strip():
            hidden = where.model_copy(update={"layer": Layer.HIDDEN})
            self.beside.append(Part(where=hidden, text=hidden_text))

    def _templates(
        self, page: etree._Element, drawing: PageDrawing, where: Where, trail: tuple[str, ...]
    ) -> None:
        for element in page.iterfind("{*}Template"):
            key = element.get("TemplateID", "")
            if key in trail or key not in self.templates:
                self.parts.miss(where, Obstacle.BROKEN_PART)
            elif loaded := self._load(self.templates[key], where):
                self._templates(loaded[1], drawing, where, (*trail, key))
                drawing.draw(loaded[1])
