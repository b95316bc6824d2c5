"""A PDF written straight to disk, object by object, so that no photo stays in memory."""

import hashlib
import zlib
from pathlib import Path
from types import TracebackType

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class PdfFile:
    """The file under way; object numbers may be promised before their objects are written."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._digest = hashlib.sha256()
        self._offsets: dict[int, int] = {}
        self._next = 1
        self._position = 0
        self._write(HEADER)

    def __enter__(self) -> "PdfFile":
        """The file itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file, finished or not."""
        self._file.close()

    def promise(self) -> int:
        """A number for an object to be written later."""
        self._next += 1
        return self._next - 1

    def add(self, body: str, number: int | None = None) -> int:
        """Write one object; return its number."""
        return self._object(number, body.encode("ascii"))

    def add_stream(
        self, entries: str, data: bytes, number: int | None = None, deflate: bool = True
    ) -> int:
        """Write one stream with these dictionary entries; return its number."""
        if deflate:
            data = zlib.compress(data, 9)
            entries += " /Filter /FlateDecode"
        head = f"<< {entries} /Length {len(data)} >>\nstream\n".encode("ascii")
        return self._object(number, head + data + b"\nendstream")

    def finish(self, catalog: int) -> None:
        """Write the cross-reference table; the file's id is the hash of what it holds."""
        count = self._next
        start = self._position
        rows = "".join(f"{self._offsets[n]:010} 00000 n \n" for n in range(1, count))
        name = self._digest.hexdigest()[:32]
        self._write(
            f"xref\n0 {count}\n0000000000 65535 f \n{rows}"
            f"trailer\n<< /Size {count} /Root {catalog} 0 R /ID [<{name}> <{name}>] >>\n"
            f"startxref\n{start}\n%%EOF\n".encode("ascii")
        )

    def _object(self, number: int | None, body: bytes) -> int:
        number = number or self.promise()
        self._offsets[number] = self._position
        self._write(f"{number} 0 obj\n".encode("ascii"))
        self._write(body)
        self._write(b"\nendobj\n")
        return number

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._position += len(data)


def text_string(text: str) -> str:
    """A PDF text string (UTF-16BE with byte order mark, in hexadecimal)."""
    return "<feff" + text.encode("utf-16-be").hex() + ">"
