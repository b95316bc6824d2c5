"""What is no file where one is expected: a pipe, a socket, a device, a folder, a link to one."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import EXAMPLES, ROOT

from cwc.errors import ExitCode

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of them")

# A command that waits for a pipe waits without end; none takes a minute.
_SECONDS = 60


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        # The path of a socket may have no more than some hundred bytes.
        os.chdir(path.parent)
        made.bind(path.name)
        os.chdir(here)


NODES: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "socket": _socket,
    "endless device": lambda path: path.symlink_to("/dev/zero"),
    "device": lambda path: path.symlink_to("/dev/tty"),
    "folder": Path.mkdir,
    "link to nothing": lambda path: path.symlink_to("nothing"),
    "link to itself": lambda path: path.symlink_to(path.name),
}
nodes = pytest.mark.parametrize("make", NODES.values(), ids=NODES)


def _cwc(*words: object) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", "from cwc.cli.main import main\nmain()", *map(str, words)],
        capture_output=True,
        check=False,
        timeout=_SECONDS,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "200"},
    )
    said = (done.stdout + done.stderr).decode()
    assert "Traceback" not in said
    return done.returncode, said


def _in_place_of(path: Path, make: Callable[[Path], None]) -> None:
    path.unlink(missing_ok=True)
    make(path)


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / "ready-unit", tmp_path / "unit"))


@nodes
@pytest.mark.parametrize("name", ["cwc.yaml", "材料登记.xlsx", "overrides.yaml"])
def test_in_place_of_a_file_of_ours(unit: Path, name: str, make: Callable[[Path], None]) -> None:
    _in_place_of(unit / name, make)
    code, said = _cwc("check", unit)
    assert code == ExitCode.CONFIG
    assert name in said


@nodes
@pytest.mark.parametrize("name", ["pack.yaml", "Ⅲ-11.yaml"])
def test_in_place_of_a_file_of_a_pack(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    pack = Path(shutil.copytree(ROOT / "indicators/ganyu-2020", tmp_path / "pack"))
    _in_place_of(pack / name, make)
    assert _cwc("pack", "validate", pack)[0] == ExitCode.CONFIG


@nodes
def test_in_place_of_a_photo(unit: Path, make: Callable[[Path], None]) -> None:
    photo = next(unit.rglob("*.jpg"))
    _in_place_of(photo, make)
    code, said = _cwc("check", unit, "--stage", "submitting")
    assert code == ExitCode.FINDINGS
    if make is not Path.mkdir:
        assert photo.name in said


@nodes
@pytest.mark.parametrize("name", ["manifest-sha256.txt", "bag-info.txt", "data/目录.xlsx"])
def test_in_a_bag(tmp_path: Path, bag: Path, name: str, make: Callable[[Path], None]) -> None:
    out = Path(shutil.copytree(bag, tmp_path / "out"))
    assert _cwc("verify", out)[0] == ExitCode.CLEAN
    _in_place_of(out / name, make)
    code, said = _cwc("verify", out)
    assert code == ExitCode.FINDINGS
    assert name in said


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("bag") / "out"
    assert _cwc("bundle", EXAMPLES / "ready-unit", "-o", out)[0] == ExitCode.CLEAN
    return out
