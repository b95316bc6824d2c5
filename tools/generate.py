"""Write every generated file: JSON Schemas, rule pages, the command reference.

Usage: python tools/generate.py [--check]
With --check nothing is written; exit 1 names the files that are not fresh.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from cwc.model.outcome import Outcome
from cwc.model.pack import Extension, Header, Indicator, Overrides
from cwc.model.settings import Settings
from cwc.rules import RULES

ROOT = Path(__file__).resolve().parents[1]
SCHEMAS: dict[str, tuple[type[BaseModel], Literal["validation", "serialization"]]] = {
    "pack": (Header, "validation"),
    "extension": (Extension, "validation"),
    "indicator": (Indicator, "validation"),
    "overrides": (Overrides, "validation"),
    "settings": (Settings, "validation"),
    "outcome": (Outcome, "serialization"),
}
COMMANDS = (
    "",
    "init",
    "register",
    "check",
    "bundle",
    "verify",
    "explain",
    "due",
    "pack",
    "pack list",
    "pack show",
    "pack validate",
)
NOTE = "<!-- 由 tools/generate.py 生成，请改源文件。 -->\n\n"


def main() -> None:
    """Write or compare."""
    stale = []
    for path, text in {**dict(_schemas()), **dict(_rules()), **dict(_reference())}.items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path.relative_to(ROOT).as_posix())
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    print("\n".join(stale) or "all fresh")
    if stale and "--check" in sys.argv:
        sys.exit(1)


def _schemas() -> Iterator[tuple[Path, str]]:
    for name, (model, mode) in SCHEMAS.items():
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **model.model_json_schema(mode=mode),
        }
        text = json.dumps(schema, ensure_ascii=False, indent=2)
        yield ROOT / "schemas" / f"{name}.schema.json", text + "\n"


def _rules() -> Iterator[tuple[Path, str]]:
    rules = sorted(RULES.values(), key=lambda r: r.code)
    for rule in rules:
        yield ROOT / "docs" / "rules" / f"{rule.code}.md", f"{NOTE}# {rule.manual}\n"
    rows = "".join(f"- [{rule.manual.splitlines()[0]}]({rule.code}.md)\n" for rule in rules)
    yield ROOT / "docs" / "rules" / "README.md", f"{NOTE}# 规则\n\n{rows}"


def _reference() -> Iterator[tuple[Path, str]]:
    env = {**os.environ, "COLUMNS": "80", "TERM": "dumb", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    parts = []
    for command in COMMANDS:
        words = [*command.split(), "--help"]
        run = subprocess.run(
            [sys.executable, "-m", "cwc", *words],
            capture_output=True,
            check=True,
            env=env,
            encoding="utf-8",
        )
        text = run.stdout.replace("python -m cwc", "cwc").replace("__main__.py", "cwc").strip()
        parts.append(f"## cwc {command}".rstrip() + f"\n\n```text\n{text}\n```\n")
    yield ROOT / "docs" / "cli.md", f"{NOTE}# 命令\n\n" + "\n".join(parts)


if __name__ == "__main__":
    main()
