"""ready-district: every sort of material, every way to count, and each file is needed."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from conftest import EXAMPLES, examined

from cwc.folder.names import INSTRUCTIONS_FILE, REGISTER_FILE
from cwc.model.artefact import Kind
from cwc.model.asked import Axis
from cwc.model.grid import Cell, Status
from cwc.model.outcome import Outcome
from cwc.model.settings import Level

DISTRICT = EXAMPLES / "ready-district"
OURS = {INSTRUCTIONS_FILE, REGISTER_FILE}
EVIDENCE = sorted(
    path.relative_to(DISTRICT).as_posix()
    for path in DISTRICT.rglob("*")
    if path.is_file() and path.name not in OURS and path.suffix != ".yaml"
)

Slot = tuple[str, int, str]


def _examined(folder: Path) -> Outcome:
    return examined(folder).outcome


def _cells(outcome: Outcome) -> dict[Slot, Cell]:
    return {(r.code, c.artefact, c.name): c for r in outcome.requirements for c in r.grid}


@pytest.fixture(scope="module")
def whole() -> Outcome:
    return _examined(DISTRICT)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(DISTRICT, tmp_path_factory.mktemp("examples") / "ready-district"))


def test_it_covers_every_kind_and_every_way_to_count(whole: Outcome) -> None:
    view = examined(DISTRICT).view
    asked = (view.context.requirement(r.code) for r in view.requirements)
    artefacts = [artefact for requirement in asked for artefact in requirement.artefacts]
    assert {artefact.kind for artefact in artefacts} == set(Kind)
    counted = [a for a in artefacts if a.is_album]
    assert {axis for artefact in counted for axis in artefact.axes} == set(Axis)
    assert any(not artefact.axes for artefact in counted)
    assert whole.level is Level.DISTRICT
    assert date.fromisoformat(whole.as_of) == date(2018, 6, 15)


@pytest.mark.parametrize("path", EVIDENCE)
def test_without_one_file_exactly_its_cell_or_artefact_fails(
    whole: Outcome, copy: Path, path: str, tmp_path: Path
) -> None:
    (copy / path).rename(tmp_path / "away")
    try:
        outcome = _examined(copy)
    finally:
        (tmp_path / "away").rename(copy / path)
    before, after = _cells(whole), _cells(outcome)
    changed = {slot for slot in before | after if before.get(slot) != after.get(slot)}
    users = {
        (r.code, n)
        for r in whole.requirements
        for n, a in enumerate(r.artefacts)
        if path in a.files
    }
    assert len(users) == 1
    assert {slot[:2] for slot in changed} == users
    failing = {slot for slot, cell in after.items() if cell.status is Status.FAILING}
    # The one report on a field that only its name tells takes the field with it.
    gone = not any(slot[:2] in users for slot in after)
    assert len(failing) == (0 if gone else 1)
    artefacts = {
        (r.code, n)
        for r in outcome.requirements
        for n, artefact in enumerate(r.artefacts)
        if artefact.status is Status.FAILING
    }
    assert artefacts == users
