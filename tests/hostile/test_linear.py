"""What grows fourfold takes about four times as long: folders, settings, long texts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import examined
from hostile.growth import takes_at_most
from test_rules import _context, _file, register_view

from cwc import yaml_source
from cwc.engine.judging import judge, misses, needs_by_kind
from cwc.engine.marking import Vouched, marks_of_files
from cwc.errors import ConfigError
from cwc.model.aspects import Mentions, Text
from cwc.model.pack import Pack
from cwc.model.place import Part, Role, Where
from cwc.model.settings import Settings
from cwc.model.view import SubmissionView
from cwc.text.secrecy import find_marks
from cwc.text.words import count_words

# Four times as much takes some four times as long; what is not linear, sixteen times.
TIMES = 8


def _is_linear(of: Callable[[int], Callable[[], object]], count: int) -> bool:
    return takes_at_most(TIMES, of(count), of(4 * count))


def test_a_folder_of_empty_files(tmp_path: Path) -> None:
    def of(count: int) -> Callable[[], object]:
        unit = tmp_path / str(count)
        home = unit / "Ⅲ-9-1-① 名"
        home.mkdir(parents=True)
        (unit / "cwc.yaml").write_text("pack: ganyu-2020\nunit: 某院\nlevel: unit\n", "utf-8")
        for number in range(count):
            (home / f"{number}.jpg").touch()
        return lambda: examined(unit)

    # What is done once is no part of what grows.
    of(1)()
    assert _is_linear(of, 5_000)


def _settings(path: Path, text: str) -> Callable[[], object]:
    path.write_text(text, encoding="utf-8")

    def load() -> object:
        try:
            return yaml_source.load(path, Settings)
        except ConfigError as error:
            return error

    return load


@pytest.mark.parametrize(
    "line", ["- Ⅲ-9-1-①\n", "- [1]\n", "- yes\n", "- {a: 1}\n"], ids=["code", "list", "trap", "map"]
)
def test_a_hundred_thousand_lines_of_requirements(tmp_path: Path, line: str) -> None:
    head = "pack: p\nunit: u\nlevel: unit\nrequirements:\n"
    assert _is_linear(lambda n: _settings(tmp_path / "cwc.yaml", head + line * n), 25_000)


def test_a_hundred_thousand_wrong_keys(tmp_path: Path) -> None:
    def of(count: int) -> Callable[[], object]:
        lines = "".join(f"k{number}: [1]\n" for number in range(count))
        return _settings(tmp_path / "cwc.yaml", lines)

    assert _is_linear(of, 10_000)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100_000,
        "a: " + "{a: " * 100_000,
        "".join(f"{' ' * n}a:\n" for n in range(1_000)),
        "a: &a [*a]",
        "a: &a [1]\nb: *a",
        "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(20)),
    ],
    ids=["brackets", "braces", "indents", "ring", "alias", "aliases of aliases"],
)
def test_yaml_that_is_deep_or_refers_to_itself(tmp_path: Path, text: str) -> None:
    found = _settings(tmp_path / "cwc.yaml", text)()
    assert isinstance(found, ConfigError)
    assert re.search(r"引用|太深", str(found))


@pytest.mark.parametrize(
    "piece",
    ["x", "机密", "(", " ", "密", "★", "2018年", "1", "某局", "、", "《", "X", "某某街道", "某县"],
)
def test_a_long_paragraph_is_judged(pack: Pack, piece: str) -> None:
    context = _context(pack, {"stage": "submitting"})
    facts = {"kind": "document", "format": "docx", "size_bytes": 9, "words": 0, "passages": []}
    use = {"code": "Ⅲ-59/5/③"}
    file = _file(context, {"path": "说明报告.docx", "uses": [use], "facts": facts})

    def of(count: int) -> Callable[[], object]:
        text = (piece * count)[:count]
        part = Part(where=Where.shown(Role.BODY), text=text)
        seen = {
            **file.sights,
            Text.key: Text(parts=(part,), words=count_words(text), unread=()),
            Mentions.key: Mentions(passages=(part,), unread=()),
        }

        def judged() -> object:
            missed = misses(seen, file.placements, needs_by_kind(context.header))
            whole = file.model_copy(update={"sights": seen, "misses": missed})
            view = SubmissionView(
                context=context,
                files=(whole,),
                requirements=(),
                strays=(),
                register_read=register_view({}),
                marks=tuple(marks_of_files((whole,), Vouched(()))),
            )
            return judge(view)

        return judged

    of(1)()
    assert _is_linear(of, 25_000)


@pytest.mark.parametrize("block", ["普通的一段话", "保密工作", "密", "机密"])
def test_a_place_of_many_blocks(block: str) -> None:
    assert _is_linear(lambda n: lambda: find_marks([*[block] * n, "保密工作"]), 10_000)
