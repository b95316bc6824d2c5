"""YAML into checked models, every complaint with file:line and the nearest valid word."""

import difflib
import json
import re
import stat
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cwc.errors import ConfigError, reason

ModelT = TypeVar("ModelT", bound=BaseModel)

# YAML 1.1 reads these as true and false; written in a list of names they are a trap.
_TRAPS = {"yes", "no", "on", "off", "y", "n"}
_MAX_BYTES = 2_000_000
_MAX_DIGITS = 18
_MAX_DEPTH = 50
# Nobody reads more complaints at once; each is looked for in the whole file.
_MAX_TOLD = 100

# libyaml, where PyYAML was built with it, reads some ten times faster.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_WORDS = {
    "extra_forbidden": "不认识“{key}”这一项{hint}",
    "missing": "缺少“{key}”这一项",
    "enum": "“{value}”不是这里能写的词{hint}",
    "literal_error": "“{value}”不是这里能写的词{hint}",
    "string_type": "“{value}”要写成文字（加引号）",
    "int_type": "“{value}”要写成整数",
    "int_parsing": "“{value}”要写成整数",
    "bool_type": "“{value}”要写成 true 或 false",
    "tuple_type": "“{value}”要写成列表（每项前加短横线）",
    "too_short": "“{key}”至少要写一项",
    "string_too_short": "“{key}”不能是空的",
    "string_pattern_mismatch": "“{value}”不是“{key}”该有的写法",
    "model_type": "这里要写成一组“项: 值”",
    "dict_type": "“{key}”要写成一组“项: 值”",
    "union_tag_invalid": "“{value}”不是这里能写的词{hint}",
    "union_tag_not_found": "缺少“kind”这一项",
}

# Told here, or by libyaml itself, which looks further ahead than one event.
_TOO_DEEP = "{where}：括号或缩进套得太深。请检查有没有少写的括号。"
EMPTY = "“{key}”是空的，请写上"


def load(path: Path, model: type[ModelT], context: Mapping[str, Any] | None = None) -> ModelT:
    """Read `path` as one `model`, with `context` for its validators.

    ConfigError lists every fault as file:line.
    """
    root = _compose(path)
    faults: list[str] = []
    data = _value(root, path, faults)
    if faults:
        raise ConfigError("\n".join(faults))
    try:
        # As JSON: strict models take lists for tuples and words for enumerations there.
        return model.model_validate_json(json.dumps(data), context=dict(context or {}))
    except ValidationError as error:
        known = _known_words(model)
        lines = [f"{path}:{_line(root, e['loc'])}：{_complaint(e, known)}" for e in _roots(error)]
        raise ConfigError("\n".join(dict.fromkeys(lines))) from error


def complaints(error: ValidationError) -> list[str]:
    """What is wrong, in words, for data that stands on no line of its own."""
    return list(dict.fromkeys(_complaint(e, []) for e in _roots(error)))


def line_of(path: Path, *keys: str) -> int | None:
    """The line of a key, below the ones before it, if it is there; ConfigError when no YAML."""
    node, line = _compose(path), None
    for key in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        found = next(((name, value) for name, value in pairs if name.value == key), None)
        if found is None:
            return None
        line, node = found[0].start_mark.line + 1, found[1]
    return line


def _roots(error: ValidationError) -> list[ErrorDetails]:
    """The faults themselves, without the lists that are called too short because of them."""
    errors = error.errors()
    around = {e["loc"][:length] for e in errors for length in range(len(e["loc"]))}
    return [e for e in errors if e["loc"] not in around][:_MAX_TOLD]


def _compose(path: Path) -> yaml.Node:
    try:
        entry = path.stat()
        if not stat.S_ISREG(entry.st_mode):
            # A pipe would be waited for without end.
            raise ConfigError(f"{path}：不是普通文件，没有读。请换回原来的文件。")
        if entry.st_size > _MAX_BYTES:
            raise ConfigError(f"{path}：文件太大，不像一份配置。请换回原来的文件。")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(
            f"{path}：打不开（{reason(error)}）。请检查文件是否在、能否读取。"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}：不是 UTF-8 编码。请用记事本“另存为”，编码选 UTF-8。") from error
    return _node(path, text)


# A complaint looks its line up in the file that was just read.
@lru_cache(64)
def _node(path: Path, text: str) -> yaml.Node:
    colon = "冒号要用半角的“:”。" if "：" in text else ""
    try:
        _check_events(path, text)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        if "nesting depth" in (error.problem or ""):
            raise ConfigError(_TOO_DEEP.format(where=where)) from error
        hint = f"请检查这一行和上一行的缩进、冒号和引号。{colon}"
        raise ConfigError(f"{where}：YAML 写法有误（{error.problem}）。{hint}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ConfigError(f"{path}：不是有效的 YAML。请检查有无特殊字符。") from error
    if not isinstance(node, yaml.MappingNode | None):
        raise ConfigError(f"{path}:1：要写成一行一项“项: 值”的样子。{colon}")
    if node is None:
        raise ConfigError(
            f"{path}:1：文件是空的。请照 README 的样子填写，或删去它再运行 cwc init。"
        )
    return node


def _check_events(path: Path, text: str) -> None:
    """Refuse what must not be composed: references, which multiply, and nesting without end."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise ConfigError(f"{path}:{line}：不支持“*{event.anchor}”这样的引用，请照样再写一遍。")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise ConfigError(_TOO_DEEP.format(where=f"{path}:{line}"))


def _value(node: yaml.Node, path: Path, faults: list[str]) -> Any:
    """Plain Python data of `node`; faults gains a line for each duplicate key or trap."""
    if isinstance(node, yaml.MappingNode):
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in data:
                faults.append(
                    f"{path}:{key_node.start_mark.line + 1}：“{key}”写了两次，请删去一处。"
                )
            data[key] = _value(value_node, path, faults)
        return data
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, path, faults) for item in node.value]
    return _scalar(node, path, faults)


def _scalar(node: yaml.Node, path: Path, faults: list[str]) -> str | int | bool | None:
    text = str(node.value)
    if not isinstance(node, yaml.ScalarNode) or node.style:  # quoted: text, whatever it says
        return text
    if text.lower() in _TRAPS:
        line = node.start_mark.line + 1
        faults.append(
            f"{path}:{line}：“{text}”会被当成真或假；若是文字请加引号，若是真假请写 true 或 false。"
        )
    if node.tag.endswith(":int") and text.lstrip("-").isdecimal() and len(text) < _MAX_DIGITS:
        return int(text)
    if text in {"true", "false"}:
        return text == "true"
    return None if node.tag.endswith(":null") else text


def _steps(root: yaml.Node, loc: tuple[int | str, ...]) -> Iterator[yaml.Node]:
    """The nodes that `loc` leads through; parts that name a union's branch are passed over."""
    node = root
    yield node
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            for key_node, value_node in node.value:
                if key_node.value == part:
                    yield key_node
                    node = value_node
                    break
        elif (
            isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value)
        ):
            node = node.value[part]
            yield node


def _line(root: yaml.Node, loc: tuple[int | str, ...]) -> int:
    last = root
    for node in _steps(root, loc):
        last = node
    return last.start_mark.line + 1


def _complaint(error: ErrorDetails, known: list[str]) -> str:
    key = next((p for p in reversed(error["loc"]) if isinstance(p, str)), "")
    context = error.get("ctx", {})
    if isinstance(context.get("error"), ValueError):
        return str(context["error"])
    value = context.get("tag", error["input"])
    allowed = str(context.get("expected") or context.get("expected_tags") or "")
    words = re.findall(r"'([^']+)'", allowed)
    wrong, choices = (key, known) if error["type"] == "extra_forbidden" else (str(value), words)
    if value is None:
        return EMPTY.format(key=key)
    template = _WORDS.get(error["type"], "“{key}”的值“{value}”不合规定")
    return template.format(key=key, value=value, hint=_hint(wrong, choices))


def _hint(wrong: str, choices: list[str]) -> str:
    others = [choice for choice in choices if choice != wrong]
    near = difflib.get_close_matches(wrong, others, n=1, cutoff=0.5)
    if near:
        return f"，是不是想写“{near[0]}”？"
    return f"，可以写：{'、'.join(choices)}" if 0 < len(choices) <= 12 else ""


def _known_words(model: type[BaseModel]) -> list[str]:
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({name for part in parts for name in part.get("properties", {})})
