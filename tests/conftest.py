"""What many tests start from: example folders to change, and the command as a clerk runs it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cwc.model.pack import Pack
from cwc.packs import find_pack, load_pack

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
SAMPLES = Path(__file__).parent / "samples"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`run("check", folder)`: cwc in a process of its own, UTF-8 unless `env` says otherwise."""

    def call(*words: object, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "cwc", *map(str, words)],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "80", **env},
        )

    return call


@pytest.fixture
def example(tmp_path: Path) -> Callable[[str], Path]:
    """`example("ready-unit")`: a copy that a test may change."""

    def copy(name: str) -> Path:
        return Path(shutil.copytree(EXAMPLES / name, tmp_path / name))

    return copy


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The first pack."""
    return load_pack(find_pack("ganyu-2020", Path()))


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
