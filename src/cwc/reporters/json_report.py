"""An outcome as JSON; its schema is schemas/outcome.schema.json."""

import json

from cwc.model.outcome import Outcome


def render_json(outcome: Outcome, ascii_only: bool) -> str:
    """The outcome as JSON text; `ascii_only` keeps it valid on a console that is not UTF-8."""
    return json.dumps(outcome.model_dump(mode="json"), ensure_ascii=ascii_only, indent=2) + "\n"
