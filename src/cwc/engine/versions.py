"""The version of a reader: a digest of all sources and libraries that decide what it sees."""

import ast
import hashlib
import importlib.util
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from cwc.readers.table import Reader

_OURS = __package__.partition(".")[0]
# Libraries whose name is not the one that they are imported by.
_DISTRIBUTIONS = {"PIL": "pillow", "docx": "python-docx"}


@cache
def reader_version(reader: Reader) -> str:
    """The same as long as its own module, what that imports and their libraries are the same."""
    digest = hashlib.sha256(" ".join(sorted(a.key for a in reader.aspects)).encode())
    modules, libraries = reader_sources(reader)
    for source in sorted(modules.values()):
        digest.update(source)
    for name in sorted(libraries):
        digest.update(f"{name} {_library_version(name)}\n".encode())
    return digest.hexdigest()[:16]


def reader_sources(reader: Reader) -> tuple[dict[str, bytes], set[str]]:
    """Our modules that a reader reaches by imports, with their sources, and the libraries."""
    modules: dict[str, bytes] = {}
    libraries: set[str] = set()
    # What searches every file comes with `read`.
    ahead = [f"{_OURS}.readers.read"]
    ahead += [f"{_OURS}.readers.{reader.module}"] if reader.module else []
    while ahead:
        name = ahead.pop()
        if name in modules:
            continue
        modules[name] = _source(name)
        for imported in _imports(modules[name]):
            if imported.partition(".")[0] == _OURS:
                ahead.append(imported)
            elif (library := imported.partition(".")[0]) not in sys.stdlib_module_names:
                libraries.add(library)
    return modules, libraries


@cache
def _source(module: str) -> bytes:
    spec = importlib.util.find_spec(module)
    return Path(spec.origin).read_bytes() if spec and spec.origin else b""


@cache
def _imports(source: bytes) -> frozenset[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return frozenset(found)


def _library_version(name: str) -> str:
    try:
        return version(_DISTRIBUTIONS.get(name, name))
    except PackageNotFoundError:
        return ""
