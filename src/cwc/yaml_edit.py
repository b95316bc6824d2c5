"""Entries added to a list in a YAML file; every other byte, comments too, stays as it is."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from cwc.errors import ConfigError, PathError, reason
from cwc.replacing import replace_file

BY_HAND = "{path}：{key} 的写法没法自动添加。请自己加上：\n{entries}"
NO_WRITE = "{path}：写不进去（{reason}）。请检查写权限，或自己加上：\n{entries}"
_BOM = "\ufeff"

Entry = Mapping[str, str] | str


def append(path: Path, key: str, entries: Sequence[Entry]) -> None:
    """Add entries to the list `key` of the mapping in a file; ConfigError or PathError.

    The file is replaced as a whole or not at all.
    """
    shown = _block(entries, 0)
    try:
        raw = path.read_bytes().decode("utf-8")
        text = _added(raw.removeprefix(_BOM), key, entries)
        if text is None:
            raise ConfigError(BY_HAND.format(path=path, key=key, entries=shown))
        replace_file(path, (raw[: len(raw) - len(raw.removeprefix(_BOM))] + text).encode())
    except (OSError, UnicodeDecodeError) as error:
        raise PathError(NO_WRITE.format(path=path, reason=reason(error), entries=shown)) from error


def _added(text: str, key: str, entries: Sequence[Entry]) -> str | None:
    """The text with the entries; None for a form that nothing is added to by machine."""
    newline = "\r\n" if "\r\n" in text else "\n"
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return None
    found = next(((k, v) for k, v in root.value if k.value == key), None)
    if found is None:
        begun = text if text.endswith("\n") else text + newline
        return begun + f"{key}:{newline}" + _block(entries, 0, newline)
    name, value = found
    if isinstance(value, yaml.SequenceNode) and value.value and not value.flow_style:
        at = _line_after(text, _last(value).end_mark)
        begun = text[:at] if text[:at].endswith("\n") else text[:at] + newline
        return begun + _block(entries, value.start_mark.column, newline) + text[at:]
    if not value.value:
        # Nothing behind the colon, or an empty list.
        rest = text[value.end_mark.index :] if value.end_mark.index > name.end_mark.index else ""
        ended = name.end_mark.index + 1
        rest = rest or text[ended:]
        return text[:ended] + newline + _block(entries, 0, newline) + rest.lstrip(" \r\n")
    return None


def _last(node: yaml.Node) -> yaml.Node:
    """The last piece of a node that stands for itself."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _line_after(text: str, mark: yaml.Mark) -> int:
    """Where the line after the one with this place begins."""
    if mark.column == 0:
        return int(mark.index)
    end = text.find("\n", mark.index)
    return len(text) if end < 0 else end + 1


def _block(entries: Sequence[Entry], indent: int, newline: str = "\n") -> str:
    lines = []
    for entry in entries:
        if isinstance(entry, str):
            lines.append(f"{' ' * indent}- {json.dumps(entry, ensure_ascii=False)}")
            continue
        for number, (key, value) in enumerate(entry.items()):
            lead = "- " if number == 0 else "  "
            lines.append(f"{' ' * indent}{lead}{key}: {json.dumps(value, ensure_ascii=False)}")
    return newline.join(lines) + newline
