"""BagIt (RFC 8493): what is in the bag, and whether it is still whole."""

import hashlib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from cwc import __version__

PAYLOAD = "data"
_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_AGENT = "Bag-Software-Agent: cwc "
_MANIFEST, _TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_TAG_FILES = ("bag-info.txt", "bagit.txt", _MANIFEST)

NOT_A_BAG = "不是 cwc 打的包（缺 {name}）"
BROKEN_LINE = "{name} 第{number}行读不懂"
MISSING = "缺文件：{name}"
CHANGED = "内容变了：{name}"
EXTRA = "多出文件：{name}"
UNREADABLE = "打不开：{name}"
UNLISTED = "{manifest} 里没有列出：{name}"


def write_bag(bag: Path, unit: str, pack: str, complete: bool) -> None:
    """Turn a folder that has its payload under data/ into a bag; no dates are written."""
    payload = sorted(p for p in (bag / PAYLOAD).rglob("*") if p.is_file())
    octets = sum(p.stat().st_size for p in payload)
    _write(bag / "bagit.txt", _DECLARATION)
    _write(
        bag / "bag-info.txt",
        f"Source-Organization: {' '.join(unit.split())}\n"
        f"External-Identifier: {' '.join(pack.split())}\n"
        f"External-Description: {'complete' if complete else 'incomplete'}\n"
        f"Payload-Oxum: {octets}.{len(payload)}\n"
        f"{_AGENT}{__version__}\n",
    )
    _write(bag / _MANIFEST, "".join(_line(bag, path) for path in payload))
    _write(bag / _TAG_MANIFEST, "".join(_line(bag, bag / name) for name in _TAG_FILES))


def is_ours(folder: Path) -> bool:
    """Whether the folder calls itself a bag of cwc's."""
    if not (folder / "bag-info.txt").is_file():
        return False
    try:
        return _AGENT in (folder / "bag-info.txt").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def problems(bag: Path) -> list[str]:
    """What is wrong with a bag; empty when it is whole, and nothing but what it lists is there."""
    missing = [n for n in (*_TAG_FILES, _TAG_MANIFEST) if not (bag / n).is_file()]
    if missing or not is_ours(bag):
        return [NOT_A_BAG.format(name=missing[0] if missing else _AGENT.strip())]
    found: list[str] = []
    listed = {**_read(bag, _MANIFEST, found), **_read(bag, _TAG_MANIFEST, found)}
    found += [
        UNLISTED.format(manifest=_TAG_MANIFEST, name=n) for n in _TAG_FILES if n not in listed
    ]
    present = {_name(bag, p): p for p in bag.rglob("*") if not p.is_dir() or p.is_symlink()}
    for name, digest in sorted(listed.items()):
        found += _problem(name, present.get(name), digest)
    extra = set(present) - set(listed) - {_TAG_MANIFEST}
    return found + [EXTRA.format(name=name) for name in sorted(extra)]


def _problem(name: str, path: Path | None, digest: str) -> Iterator[str]:
    if path is None or path.is_symlink():
        yield MISSING.format(name=name)
        return
    if not path.is_file():
        # A pipe would be waited for without end.
        yield UNREADABLE.format(name=name)
        return
    try:
        if _sha256(path) != digest:
            yield CHANGED.format(name=name)
    except OSError:
        yield UNREADABLE.format(name=name)


def _read(bag: Path, manifest: str, found: list[str]) -> dict[str, str]:
    """Digests by name; `found` gains a line for each that cannot be read."""
    try:
        lines = (bag / manifest).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        found.append(UNREADABLE.format(name=manifest))
        return {}
    listed = {}
    for number, line in enumerate(lines, start=1):
        digest, _, name = line.partition("  ")
        if not name:
            found.append(BROKEN_LINE.format(name=manifest, number=number))
            continue
        plain = name.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        listed[unicodedata.normalize("NFC", plain)] = digest
    return listed


def _line(bag: Path, path: Path) -> str:
    name = path.relative_to(bag).as_posix()
    escaped = name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"{_sha256(path)}  {escaped}\n"


def _name(bag: Path, path: Path) -> str:
    return unicodedata.normalize("NFC", path.relative_to(bag).as_posix())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
