"""A pack as JSON: one object for each requirement, with what the YAML says and nothing else."""

import json
from typing import Any

from cwc.model.pack import Pack, Requirement


def render_pack_json(pack: Pack, ascii_only: bool) -> str:
    """The requirements as a JSON list; `ascii_only` for a console that is not UTF-8."""
    rows = [_row(requirement) for requirement in pack.requirements]
    return json.dumps(rows, ensure_ascii=ascii_only, indent=2) + "\n"


def _row(requirement: Requirement) -> dict[str, Any]:
    data = requirement.model_dump(mode="json", exclude_unset=True)
    standard = {"number": requirement.standard, "text": requirement.standard_text}
    keys = ("code", "group", "indicator", "standard", "item", "text")
    people = ("leader", "lead", "responsible", "since", "until", "artefacts", "ask")
    return {key: standard if key == "standard" else data[key] for key in (*keys, *people)}
