"""The ways to write an outcome, by the word that `cwc check --format` takes."""

from collections.abc import Callable

from cwc.model.outcome import Outcome
from cwc.reporters.html_report import render_html
from cwc.reporters.json_report import render_json
from cwc.reporters.junit_report import render_junit
from cwc.reporters.text_report import render_text

# Each is told whether its console is not UTF-8.
Render = Callable[[Outcome, bool], str]

FORMATS: dict[str, Render] = {
    "text": lambda outcome, _ascii_only: render_text(outcome),
    "json": render_json,
    "html": render_html,
    "junit": lambda outcome, _ascii_only: render_junit(outcome),
}
