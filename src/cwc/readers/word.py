"""Documents of Word's older endings, by what they are: .doc and .wps are often named so alone."""

from cwc.model.aspects import Aspect, Hidden
from cwc.model.obstacle import Obstacle
from cwc.readers import docx, rtf
from cwc.readers.obstacle import Blocked
from cwc.readers.search.markup import is_rtf
from cwc.readers.search.packed import is_ole, is_zip
from cwc.readers.word97 import reader as word97

_READS = ((is_ole, word97.read), (is_rtf, rtf.read), (is_zip, docx.read))


def sniff(_data: bytes) -> bool:
    """Whatever it is, `read` tells."""
    return True


def read(data: bytes, wanted: frozenset[type[Aspect]]) -> dict[type[Aspect], Aspect | Hidden]:
    """The aspects of a document; Blocked when it is of a form that nobody reads here."""
    for is_of_form, reads in _READS:
        if is_of_form(data):
            return reads(data, wanted)
    raise Blocked(Obstacle.NO_READER)
