"""Everything in a file that may be a secrecy mark: every member, node, attribute, string.

Nothing here knows which parts a format has: containers are opened down to their last member, and
what comes out is searched by what it is: XML as text, everything else as strings of signs.
"""

from cwc.heif import is_heif
from cwc.model.aspects import Mentions
from cwc.model.place import Role, Where
from cwc.readers.search.hunt import Form, Hunt
from cwc.readers.search.markup import (
    is_markup,
    is_mime,
    is_rtf,
    search_markup,
    search_mime,
    search_rtf,
)
from cwc.readers.search.packed import (
    is_gzip,
    is_locked,
    is_ole,
    is_zip,
    search_gzip,
    search_locked,
    search_ole,
    search_zip,
)
from cwc.readers.search.picture import (
    is_gif,
    is_jpeg,
    is_png,
    is_riff,
    is_tiff,
    search_gif,
    search_heif,
    search_jpeg,
    search_png,
    search_riff,
    search_tiff,
)

# ISO 32000-1 Annex H.3.4.1: as far into a file as readers look for its beginning.
_PDF_BEGINS_WITHIN = 1_024


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF's, which may have something before its beginning."""
    return b"%PDF-" in data[:_PDF_BEGINS_WITHIN]


def _search_pdf(data: bytes, where: Where, hunt: Hunt) -> None:
    # Its libraries take as long to load as all the rest, and a folder of photos needs none.
    from cwc.readers.search.pdf import search_pdf  # noqa: PLC0415

    search_pdf(data, where, hunt)


FORMS = (
    Form(is_zip, search_zip),
    Form(is_ole, search_ole),
    Form(is_pdf, _search_pdf),
    Form(is_jpeg, search_jpeg),
    Form(is_png, search_png),
    Form(is_riff, search_riff),
    Form(is_tiff, search_tiff),
    Form(is_gif, search_gif),
    Form(is_heif, search_heif),
    Form(is_gzip, search_gzip),
    Form(is_locked, search_locked),
    Form(is_rtf, search_rtf),
    Form(is_mime, search_mime),
    Form(is_markup, search_markup),
)


def mentions(data: bytes) -> Mentions:
    """The passages of a file that speak of 密, and what of it could not be searched."""
    hunt = Hunt(FORMS)
    hunt.into(data, Where.shown(Role.WHOLE))
    return Mentions(passages=tuple(hunt.passages), unread=tuple(hunt.unread))
