"""What an OFD document's electronic seals say: their names, and the text of a drawn seal."""

from collections.abc import Iterator

_UTF8, _OCTETS, _CONSTRUCTED = 0x0C, 0x04, 0x20
_MAX_DEPTH = 20
_ZIP = b"PK\x03\x04"


def seal_strings(data: bytes) -> Iterator[str | bytes]:
    """Texts of a seal in DER, and packages in it, that is seals drawn as OFD.

    Certificates, which stand in it as mere bytes, are skipped.
    """
    # (from, to, depth) of what is still to be looked into, the next one last.
    open_spans = [(0, len(data), 0)]
    while open_spans:
        at, end, depth = open_spans.pop()
        if at + 2 > end or depth > _MAX_DEPTH:
            continue
        tag, length, start = data[at], data[at + 1], at + 2
        if length & 0x80:
            count = length & 0x7F
            length, start = int.from_bytes(data[start : start + count]), start + count
        stop = min(start + length, end)
        open_spans.append((max(stop, at + 2), end, depth))
        value = data[start:stop]
        if tag & _CONSTRUCTED:
            open_spans.append((start, stop, depth + 1))
        elif tag == _UTF8:
            yield value.decode("utf-8", errors="replace")
        elif tag == _OCTETS and value.startswith(_ZIP):
            yield value
