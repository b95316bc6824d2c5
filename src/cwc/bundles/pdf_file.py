"""A PDF written straight to disk, object by object, so that no photo stays in memory."""

import hashlib
import zlib
from pathlib import Path
from types import TracebackType

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class PdfFile:
    """The file under way; object numbers may be promised before their objects are written.

    Its id is the hash of `seed`, which tells its images apart, and of all else that is written.
    """

    def __init__(self, path: Path, seed: str) -> None:
        self._file = path.open("wb")
        self._digest = hashlib.sha256(seed.encode("ascii"))
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
        number = number or self.promise()
        self._begin(number)
        self._write(f"{body}\nendobj\n".encode("ascii"))
        return number

    def add_stream(self, entries: str, data: bytes) -> int:
        """Write one stream with these dictionary entries, compressed; return its number."""
        packed = zlib.compress(data, 9)
        self._digest.update(packed)
        return self._stream(f"{entries} /Filter /FlateDecode", packed)

    def add_jpeg(self, entries: str, data: bytes) -> int:
        """Write one image with these dictionary entries as it is; return its number."""
        return self._stream(f"{entries} /Filter /DCTDecode", data)

    def finish(self, catalog: int) -> None:
        """Write the cross-reference table."""
        count = self._next
        start = self._position
        rows = "".join(f"{self._offsets[n]:010} 00000 n \n" for n in range(1, count))
        name = self._digest.hexdigest()[:32]
        self._write(
            f"xref\n0 {count}\n0000000000 65535 f \n{rows}"
            f"trailer\n<< /Size {count} /Root {catalog} 0 R /ID [<{name}> <{name}>] >>\n"
            f"startxref\n{start}\n%%EOF\n".encode("ascii")
        )

    def _stream(self, entries: str, data: bytes) -> int:
        number = self.promise()
        self._begin(number)
        self._write(f"<< {entries} /Length {len(data)} >>\nstream\n".encode("ascii"))
        self._file.write(data)
        self._position += len(data)
        self._write(b"\nendstream\nendobj\n")
        return number

    def _begin(self, number: int) -> None:
        self._offsets[number] = self._position
        self._write(f"{number} 0 obj\n".encode("ascii"))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._position += len(data)


def text_string(text: str) -> str:
    """A PDF text string (UTF-16BE with byte order mark, in hexadecimal)."""
    return "<feff" + text.encode("utf-16-be").hex() + ">"
