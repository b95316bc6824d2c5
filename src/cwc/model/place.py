"""A place in a document, the text that stands there, and the gap where it was not read."""

from enum import StrEnum

from cwc.model.base import Frozen
from cwc.model.obstacle import Obstacle


class Role(StrEnum):
    """What a piece of text is in its document."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    HEADER_FOOTER = "header_footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    TEXT_BOX = "text_box"
    SHAPE = "shape"
    OTHER = "other"
    PART = "part"
    PROPERTY = "property"
    BOOKMARK = "bookmark"
    ANNOTATION = "annotation"
    SHEET = "sheet"
    SHEET_NAME = "sheet_name"
    PROMPT = "prompt"
    FORMULA = "formula"
    ATTACHMENT = "attachment"
    BESIDE = "beside"
    WHOLE = "whole"
    NAME = "name"
    CAPTION = "caption"
    SETTING = "setting"


class Layer(StrEnum):
    """How a piece of text is there: shown, deleted but kept, hidden.

    `AGAIN` is what is shown once more, in another order, so that a search finds marks that were
    set sign by sign; `READ` what a machine reads in a picture of the page.
    """

    SHOWN = "shown"
    DELETED = "deleted"
    HIDDEN = "hidden"
    AGAIN = "again"
    READ = "read"


class Where(Frozen):
    """A place in a document.

    `number` is the page, where the form has pages; `name` a sheet's or a package part's; `inside`
    the embedded file that it belongs to.
    """

    role: Role
    layer: Layer
    number: int | None
    name: str | None
    inside: str | None

    @classmethod
    def shown(
        cls,
        role: Role,
        number: int | None = None,
        name: str | None = None,
        inside: str | None = None,
    ) -> "Where":
        """A place whose text everybody sees."""
        return cls(role=role, layer=Layer.SHOWN, number=number, name=name, inside=inside)


class Part(Frozen):
    """A piece of text and where it stands; a table's row is one piece, its cells parted by tabs."""

    where: Where
    text: str


class Gap(Frozen):
    """A place that may hold text which was not read."""

    where: Where
    obstacle: Obstacle
