"""Every obstacle, place and misfit has words; what the formats print of states is in test_check."""

import re

import pytest
from conftest import ROOT

from cwc.model.grid import Misfit
from cwc.model.obstacle import Obstacle
from cwc.model.place import Layer, Role, Where
from cwc.rules import RULES
from cwc.wording.places import place_name


@pytest.mark.parametrize("layer", Layer)
@pytest.mark.parametrize("role", Role)
def test_every_place_has_a_name(role: Role, layer: Layer) -> None:
    for number, name, inside in ((None, None, None), (3, "名", None), (None, "名", "里.docx")):
        where = Where(role=role, layer=layer, number=number, name=name, inside=inside)
        said = place_name(where)
        assert said
        assert not re.search(r"[{}]|None", said)


@pytest.mark.parametrize("obstacle", Obstacle)
def test_every_obstacle_is_told_by_one_rule(obstacle: Obstacle) -> None:
    assert len([rule.code for rule in RULES.values() if obstacle in rule.tells]) == 1


@pytest.mark.parametrize("misfit", Misfit)
def test_every_misfit_is_told_by_a_rule(misfit: Misfit) -> None:
    rules = (ROOT / "src/cwc/rules").glob("*.py")
    assert any(f"Misfit.{misfit.name}" in path.read_text(encoding="utf-8") for path in rules)
