"""What many tests start from: example folders to change, and the command as a clerk runs it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

import pypdf
import pytest
import yaml
from PIL import Image

from cwc.cli.main import main
from cwc.engine.examine import Examination, examine
from cwc.engine.means import Means
from cwc.engine.workers import Serial, Workers
from cwc.model.pack import Pack
from cwc.model.settings import Stage
from cwc.packs import find_pack, load_pack

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


MEANS = Means(Serial(), lambda *_: None)


def examined(
    folder: Path, as_of: date | None = None, stage: Stage = Stage.SUBMITTING
) -> Examination:
    """A folder as one run in this process sees it."""
    return examine(folder, stage, as_of, MEANS)


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder that no other run knows, for this process and those it starts."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(autouse=True)
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scans are not read, as where the extra is not installed: `tests/ocr` has those with it."""
    monkeypatch.setitem(sys.modules, "faster_paddle", None)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("check", folder)`: the whole command in this process, from the temporary folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def call(*words: object, workers: Workers | None = None) -> Done:
        monkeypatch.setattr(sys, "argv", ["cwc", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main(workers or Serial())
        said = capsys.readouterr()
        return Done(int(stop.value.code or 0), said.out, said.err)

    return call


def process(*words: object, script: str = "", **env: str) -> subprocess.CompletedProcess[bytes]:
    """The same in a process of its own, where a console, a signal or a planted fault matters.

    `script` is Python run before the command, with `words` as the command's.
    """
    hidden = "sys.modules['faster_paddle'] = None"
    start = f"import sys\n{hidden}\n{script}\nfrom cwc.cli.main import main\nmain()\n"
    return subprocess.run(
        [sys.executable, "-c", start, *map(str, words)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "80", **env},
    )


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


def prose(signs: int, number: int = 0) -> str:
    """Text of so many signs in daily use, none soon again; another `number`, other signs."""
    level = [bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    common = [pair.decode("gb2312") for pair in level if pair <= b"\xd7\xf9"]
    return "".join(common[(number * 811 + at) % len(common)] for at in range(signs))


def read_yaml(path: Path) -> Any:
    """The data in a file of ours."""
    # libyaml, where it is there, as the product does: the cases are thousands of lines.
    return yaml.load(path.read_text("utf-8-sig"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def rotate(path: Path) -> None:
    """Store a photo lying on its side, upright by its EXIF alone, as phones do."""
    with Image.open(path) as image:
        turned = image.rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    turned.save(path, "JPEG", quality=85, exif=exif)


def raw(unit: Path) -> Path:
    """A copy of ready-unit as its photos come: one too large, one a PNG, one on its side."""
    large = next(unit.rglob("IMG_20180315_093000.jpg"))
    with Image.open(large) as image:
        image.load()
    image.save(large, "JPEG", quality=92)
    assert large.stat().st_size > 2_097_152
    png = next(unit.rglob("DSC0002.JPG"))
    with Image.open(png) as image:
        image.save(png.with_name("截图.png"))
    png.unlink()
    rotate(next(unit.rglob("IMG_20180315_095100.jpg")))
    return unit


def image_objects(pdf: Path) -> list[pypdf.generic.StreamObject]:
    """The images of one of our albums, page by page."""
    found = []
    for page in pypdf.PdfReader(pdf, strict=True).pages:
        resources = cast("pypdf.generic.DictionaryObject", page["/Resources"])
        images = cast("pypdf.generic.DictionaryObject", resources["/XObject"])
        found += [
            cast("pypdf.generic.StreamObject", image.get_object()) for image in images.values()
        ]
    return found


def jpeg_streams(pdf: Path) -> list[bytes]:
    """The bytes of each JPEG as they stand in the file."""
    return [image._data for image in image_objects(pdf)]


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
