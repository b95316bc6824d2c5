"""Look again at many photos that did not change: cwc check, git status, and hashing them all.

Usage: python check_again.py [--counts 2500 5000 10000]

git, too, tells from a file's size and times that it is as it was. Median of five; the processes'
own CPU time, user and system.
"""

import argparse
import hashlib
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
from PIL import Image

ROUNDS = 5
PER_ACTIVITY = 25
MONTHS = 33
# A file counts as unchanged only when it was noted so long after its change.
SETTLED_SECONDS = 3.5


def _photo(number: int) -> bytes:
    """A small photo unlike the others."""
    made = BytesIO()
    colours = hashlib.sha256(str(number).encode()).digest() * 3
    picture = Image.frombytes("RGB", (8, 4), colours).resize((1280, 960), Image.Resampling.BICUBIC)
    picture.save(made, "JPEG", quality=40)
    return made.getvalue()


def _folder(root: Path, count: int) -> Path:
    """A submission with so many photos of activities, all in the register."""
    folder = root / f"{count}"
    words = ["--pack", "ganyu-2020", "--unit", "示范镇卫生院", "--level", "unit"]
    subprocess.run([*CWC, "init", folder, *words], check=True, stdout=subprocess.DEVNULL)
    register = next(folder.glob("*.xlsx"))
    book = openpyxl.load_workbook(register)
    sheet = book["活动"]
    heads = [str(cell.value) for cell in sheet[1]]
    rows = []
    for first in range(0, count, PER_ACTIVITY):
        month = first // PER_ACTIVITY % MONTHS
        day = f"{2018 + month // 12}-{month % 12 + 1:02}-15"
        place = folder / "活动" / f"{day} 健康义诊{first} 文化广场"
        place.mkdir(parents=True)
        for number in range(first, min(first + PER_ACTIVITY, count)):
            (place / f"{number:05}.jpg").write_bytes(_photo(number))
        said = {"文件夹": place.name, "时间": day, "地点": "文化广场", "单位": "示范镇卫生院"}
        rows.append(said | {"主题": f"健康义诊{first}", "类别": "义诊", "用于指标": "Ⅲ-49/-/①"})
    for at, row in enumerate(rows, start=2):
        for column, head in enumerate(heads, start=1):
            sheet.cell(at, column, row.get(head))
    book.save(register)
    return folder


def _cpu(work: Callable[[], object]) -> float:
    """Median CPU seconds of this process and those that it waits for."""
    spent = []
    for _ in range(ROUNDS):
        before = sum(sum(resource.getrusage(who)[:2]) for who in WHO)
        work()
        spent.append(sum(sum(resource.getrusage(who)[:2]) for who in WHO) - before)
    return statistics.median(spent)


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], stdout=subprocess.DEVNULL, check=False)


def _hash(photos: list[Path]) -> None:
    for photo in photos:
        hashlib.sha256(photo.read_bytes()).digest()


def _measured(root: Path, count: int) -> tuple[float, float, float]:
    """CPU seconds of cwc check, git status (nan without git), and hashing every photo."""
    folder, git = _folder(root, count), shutil.which("git")
    photos = sorted(folder.rglob("*.jpg"))
    known = [git, f"--git-dir={root}/{count}.git", f"--work-tree={folder}"]
    if git:
        _run(git, "init", "-q", "--bare", f"{root}/{count}.git")
        _run(*known, "add", ".")
    time.sleep(SETTLED_SECONDS)
    _run(*CWC, "check", folder)
    ours = _cpu(lambda: _run(*CWC, "check", folder))
    status = _cpu(lambda: _run(*known, "status")) if git else float("nan")
    return ours, status, _cpu(lambda: _hash(photos))


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--counts", type=int, nargs="+", default=[2500, 5000, 10_000])
    counts = parser.parse_args().counts
    print("CPU s            cwc check   git status      sha256 of all")
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["XDG_CACHE_HOME"] = f"{temporary}/cache"
        for count in counts:
            ours, *peers = _measured(Path(temporary), count)
            compared = "     ".join(f"{peer:.2f} ({peer / ours:.2f})" for peer in peers)
            print(f"{count:>6} photos    {ours:.2f}        {compared}")


CWC = (sys.executable, "-m", "cwc")
WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)

if __name__ == "__main__":
    main()
