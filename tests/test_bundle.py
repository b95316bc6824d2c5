"""`cwc bundle` and `cwc verify` as a clerk runs them."""

import hashlib
import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import bagit
import openpyxl
import pypdf
import pytest
import yaml
from conftest import (
    EXAMPLES,
    MEANS,
    SAMPLES,
    Run,
    jpeg_streams,
    process,
    raw,
    read_yaml,
    rotate,
    snapshot,
)
from PIL import Image

from cwc.bundles.delivery import reserved
from cwc.bundles.photos import Task
from cwc.engine.bundle import Result, Wishes, bundle
from cwc.engine.means import Means
from cwc.engine.workers import Lost, Serial
from cwc.errors import PathError
from cwc.jpeg import cleaned
from cwc.model.plan import PhotoForm

Example = Callable[[str], Path]
CAPTIONED = "活动/2018-06-14 世界献血者日无偿献血 镇政府广场/DSC0001.JPG"
LIMIT = 2_000_000
READY = ["ready-unit", "ready-district"]
Bags = Callable[..., Path]


@pytest.fixture(scope="module")
def bags(tmp_path_factory: pytest.TempPathFactory) -> Bags:
    """`bags("ready-unit")`: the bag of an example, made once and only to be read."""
    root = tmp_path_factory.mktemp("bags")

    @cache
    def bag(name: str, form: PhotoForm = PhotoForm.PDF) -> Path:
        wishes, out = Wishes(form, dry_run=False, allow_incomplete=False), root / name / form.value
        done = bundle(EXAMPLES / name, out, wishes, MEANS, lambda *_: None)
        assert done.result is Result.MADE
        return out

    return bag


@pytest.mark.parametrize("name", READY)
@pytest.mark.parametrize("photos", PhotoForm)
def test_a_ready_example_becomes_a_valid_bag(
    run: Run, tmp_path: Path, bags: Bags, name: str, photos: PhotoForm
) -> None:
    again = bags(name, photos)
    before = snapshot(EXAMPLES / name)
    done = run("bundle", EXAMPLES / name, "-o", "out", "--photos", photos.value)
    assert done.returncode == 0, done.stderr
    assert bagit.Bag(str(tmp_path / "out")).is_valid()
    assert run("verify", "out").returncode == 0
    assert snapshot(EXAMPLES / name) == before
    assert snapshot(again) == snapshot(tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", READY)
def test_jpegs_go_in_as_they_are_or_just_below_the_limit(
    run: Run, tmp_path: Path, example: Example, bags: Bags, name: str
) -> None:
    folder, out = EXAMPLES / name, tmp_path / "out"
    if name == "ready-unit":
        folder = raw(example(name))
        run("bundle", folder, "-o", out)
    else:
        out = bags(name)
    sources = [p.read_bytes() for p in folder.rglob("*") if p.suffix.lower() == ".jpg"]
    # What tells of more than the picture is cut away.
    small = {cleaned(data) for data in sources if len(data) <= LIMIT}
    large = sum(len(data) > LIMIT for data in sources)
    assert large == (1 if name == "ready-unit" else 0)
    streams = [s for pdf in out.rglob("*图片资料.pdf") for s in jpeg_streams(pdf)]
    assert small <= set(streams)
    made = [len(s) for s in streams if s not in small]
    assert all(size <= LIMIT for size in made)
    assert sum(size >= 0.9 * LIMIT for size in made) == large


def test_single_jpgs_stay_within_the_limit(run: Run, tmp_path: Path, example: Example) -> None:
    folder = raw(example("ready-unit"))
    done = run("bundle", folder, "-o", "out", "--photos", "jpg")
    assert done.returncode == 0
    sizes = [p.stat().st_size for p in (tmp_path / "out").rglob("*.jpg")]
    assert len(sizes) == 12
    assert max(sizes) <= LIMIT
    assert sum(size >= 0.9 * LIMIT for size in sizes) == 1


def test_documents_go_in_byte_by_byte(bags: Bags) -> None:
    before = {p.read_bytes() for p in (EXAMPLES / "ready-district").rglob("*.docx")}
    after = {p.read_bytes() for p in bags("ready-district").rglob("*.docx")}
    assert before == after


def test_the_index_lists_every_upload_in_order(bags: Bags) -> None:
    data = bags("ready-unit") / "data"
    book = openpyxl.load_workbook(data / "目录.xlsx")
    rows = list(book["上传顺序"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    listed = [str(row[5]) for row in rows]
    assert all(
        (data / path).stat().st_size == row[6] for path, row in zip(listed, rows, strict=True)
    )
    present = {p.relative_to(data).as_posix() for p in data.rglob("*") if p.is_file()}
    assert set(listed) == present - {"目录.xlsx"}
    photos = list(book["照片"].iter_rows(min_row=2, values_only=True))
    assert len(photos) == 12
    assert "主办单位：示范镇卫生院" in str(photos[-1][5])


def test_pages_hold_as_many_photos_as_asked_for(run: Run, tmp_path: Path, bags: Bags) -> None:
    done = run("bundle", EXAMPLES / "ready-unit", "-o", "out", "--per-page", "1")
    assert done.returncode == 0
    name = "Ⅲ-49-① 公益活动/04 图片资料.pdf"
    made = (tmp_path / "out", bags("ready-unit"))
    assert [len(pypdf.PdfReader(bag / "data" / name).pages) for bag in made] == [8, 5]


def test_single_jpgs_have_no_pages(run: Run) -> None:
    folder = EXAMPLES / "ready-unit"
    done = run("bundle", folder, "-o", "out", "--photos", "jpg", "--per-page", "2")
    assert done.returncode == 2
    assert "--per-page 只用于 --photos pdf" in done.stderr


def test_dry_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    done = run("bundle", EXAMPLES / "ready-unit", "-o", "out", "--dry-run")
    assert done.returncode == 0
    assert "04 图片资料.pdf（8张）" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("more", [(), ("--allow-incomplete",), ("--dry-run",)])
@pytest.mark.parametrize(
    "name", ["header-secret.docx", "textbox-secret.docx", "hidden-secret.docx", "secret.pdf"]
)
def test_a_secrecy_mark_refuses_the_whole_bundle(
    run: Run, tmp_path: Path, example: Example, name: str, more: tuple[str, ...]
) -> None:
    folder = example("ready-unit")
    secret = folder / "不相干的文件夹" / name
    secret.parent.mkdir()
    shutil.copy(SAMPLES / name, secret)
    digest = hashlib.sha256(secret.read_bytes()).hexdigest()
    with (folder / "cwc.yaml").open("a", encoding="utf-8") as file:
        file.write(
            f"vouchers: [{{path: 不相干的文件夹/{name}, sha256: {digest}, by: 甲, reason: 放行}}]\n"
        )
    done = run("bundle", folder, "-o", "out", *more)
    assert done.returncode == 1
    assert "发现密级标志" in done.stderr
    assert not (tmp_path / "out").exists()


def test_errors_stop_it_unless_allowed(run: Run, tmp_path: Path, example: Example) -> None:
    folder = example("ready-unit")
    next(folder.rglob("说明报告 2019年.docx")).unlink()
    refused = run("bundle", folder, "-o", "out")
    assert refused.returncode == 1
    assert "--allow-incomplete" in refused.stderr
    assert "1个错误要先改：COV002 1个（如 Ⅲ-49/-/① 说明报告）" in refused.stderr
    # What it says to run tells the same.
    told = f'cwc check "{folder}" --stage submitting'
    assert told in refused.stderr
    checked = run(*shlex.split(told)[1:])
    assert (checked.returncode, "COV002" in checked.stdout) == (1, True)
    assert not (tmp_path / "out").exists()
    done = run("bundle", folder, "-o", "out", "--allow-incomplete")
    assert done.returncode == 0
    assert "不完整" in done.stdout
    assert "incomplete" in (tmp_path / "out/bag-info.txt").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(tmp_path / "out/data/目录.xlsx")
    rows = list(book["未解决的问题"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == ["COV002"]


def test_an_error_that_somebody_answers_for_leaves_the_bag_incomplete(
    run: Run, tmp_path: Path, example: Example
) -> None:
    folder = example("ready-unit")
    next(folder.rglob("说明报告 2019年.docx")).unlink()
    who = ("--by", "张某", "--reason", "报告正在写")
    told = run("waive", folder, "COV002", "Ⅲ-49-1", "--until", "2027-01-31", *who).stdout
    assert "豁免 COV002 1 处" in told
    assert "Ⅲ-49/-/① 说明报告：说明报告缺1格：2019" in told
    done = run("bundle", folder, "-o", "out")
    assert done.returncode == 0, done.stderr
    assert "这个包不完整：1个错误由人豁免" in done.stdout
    assert "incomplete" in (tmp_path / "out/bag-info.txt").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(tmp_path / "out/data/目录.xlsx")
    (row,) = book["豁免的问题"].iter_rows(min_row=2, values_only=True)
    assert row[:3] == ("错误", "COV002", "Ⅲ-49/-/①")
    assert row[-2:] == ("张某", "报告正在写")


def _vouch(folder: Path, path: str, digest: str) -> None:
    settings = read_yaml(folder / "cwc.yaml")
    settings["vouchers"] = [{"path": path, "sha256": digest, "by": "张某", "reason": "逐页看过"}]
    settings["as_of"] = "2018-06-15"
    text = yaml.safe_dump(settings, allow_unicode=True)
    (folder / "cwc.yaml").write_text(text, encoding="utf-8")


def test_a_scan_enters_only_when_vouched_for(run: Run, tmp_path: Path, example: Example) -> None:
    folder = example("ready-district")
    words = ("bundle", folder, "--photos", "jpg", "-o")
    document = next(folder.rglob("*.pdf"))
    path = document.relative_to(folder).as_posix()
    shutil.copy(SAMPLES / "scan-watermark.pdf", document)
    digest = hashlib.sha256(document.read_bytes()).hexdigest()
    refused = run(*words, "out")
    assert refused.returncode == 1
    assert "cwc vouch" in refused.stdout
    _vouch(folder, path, "0" * 64)
    refused = run(*words, "out")
    assert refused.returncode == 1
    assert "另一个版本" in "".join(refused.stdout.split())
    done = run(*words, "without", "--allow-incomplete")
    assert done.returncode == 0
    assert not list((tmp_path / "without").rglob("*正式发文*"))
    assert "没有打进包的文件（1个）" in done.stdout
    _vouch(folder, path, digest)
    assert run(*words, "out").returncode == 0
    taken = next((tmp_path / "out").rglob("*正式发文*.pdf"))
    assert taken.read_bytes() == document.read_bytes()


def test_our_own_whole_bag_is_replaced(run: Run, tmp_path: Path, bags: Bags) -> None:
    shutil.copytree(bags("ready-district"), tmp_path / "out")
    assert run("bundle", EXAMPLES / "ready-unit", "-o", "out").returncode == 0
    assert snapshot(tmp_path / "out") == snapshot(bags("ready-unit"))
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("what", ["file", "folder", "changed bag", "link", "inside", "around"])
def test_anything_else_in_the_way_stays(
    run: Run, tmp_path: Path, example: Example, what: str
) -> None:
    folder, out = example("ready-unit"), tmp_path / "out"
    if what == "file":
        out.write_text("mine")
    elif what == "folder":
        out.mkdir()
        (out / "mine.txt").write_text("mine")
    elif what == "changed bag":
        run("bundle", folder, "-o", out)
        (out / "data" / "mine.txt").write_text("mine")
    elif what == "link":
        (tmp_path / "elsewhere").mkdir()
        out.symlink_to(tmp_path / "elsewhere")
    elif what == "inside":
        out = folder / "out"
    else:
        out = tmp_path
    before = snapshot(tmp_path)
    done = run("bundle", folder, "-o", out)
    assert done.returncode == 4, done.stdout
    assert "Traceback" not in done.stderr
    assert snapshot(tmp_path) == before


ID = "0123456789abcdef" * 2


@pytest.mark.parametrize("name", [".out.cwc-new", ".out.cwc-old", f".out.cwc-{ID}"])
@pytest.mark.parametrize("marked", [False, True])
def test_evidence_is_evidence_whatever_it_is_called(
    run: Run, tmp_path: Path, example: Example, name: str, marked: bool
) -> None:
    folder = example("ready-unit").rename(tmp_path / name)
    if marked:
        (folder / "cwc.id").write_text(ID)
    before = snapshot(folder)
    run("bundle", folder, "-o", "out")
    run("bundle", folder, "-o", "out", "--dry-run")
    assert snapshot(folder) == before


@pytest.mark.parametrize("name", [".out.cwc-new", ".out.cwc-old", f".out.cwc-{ID}"])
def test_what_a_stranger_put_beside_out_stays(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name / "old").mkdir(parents=True)
    (tmp_path / name / "mine.txt").write_text("mine")
    (tmp_path / name / "cwc.id").write_text("another id")
    before = snapshot(tmp_path / name)
    assert run("bundle", EXAMPLES / "ready-unit", "-o", "out").returncode == 0
    assert snapshot(tmp_path / name) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([name, "out"])


def test_an_empty_folder_that_was_added_to_a_bag_stays(
    run: Run, tmp_path: Path, bags: Bags
) -> None:
    shutil.copytree(bags("ready-unit"), tmp_path / "out")
    (tmp_path / "out/data/新建文件夹").mkdir()
    done = run("bundle", EXAMPLES / "ready-unit", "-o", "out")
    assert done.returncode == 4
    assert "data/新建文件夹" in "".join(done.stderr.split())
    assert (tmp_path / "out/data/新建文件夹").is_dir()


def test_a_bag_that_leaves_a_file_out_is_not_complete(
    run: Run, tmp_path: Path, example: Example
) -> None:
    folder = example("ready-unit")
    for expiry, bag in (("2099-12-31", "out"),):
        (folder / "新建文件夹").mkdir()
        (folder / "新建文件夹/会议.docx").write_bytes(b"PK junk")
        with (folder / "cwc.yaml").open("a", encoding="utf-8") as file:
            waiver = {"path": "新建文件夹/会议.docx", "reason": "r", "expiry": expiry, "by": "b"}
            entries = [{"rule": code, **waiver} for code in ("FIL001", "FIL002", "FIL003")]
            file.write(f"waivers: {json.dumps(entries, ensure_ascii=False)}\n")
        done = run("bundle", folder, "-o", bag, "--allow-incomplete")
        assert done.returncode == 0, done.stdout
        assert "incomplete" in (tmp_path / bag / "bag-info.txt").read_text(encoding="utf-8")


def test_only_the_id_tells_a_bag_that_was_made_again(run: Run, tmp_path: Path, bags: Bags) -> None:
    made = run("bundle", EXAMPLES / "ready-unit", "-o", "out").stdout
    identity = next(line for line in made.splitlines() if line.startswith("编号："))[3:]
    assert run("verify", "out", "--id", identity).returncode == 0
    shutil.rmtree(tmp_path / "out")
    shutil.copytree(bags("ready-district"), tmp_path / "out")
    assert run("verify", "out").returncode == 0
    done = run("verify", "out", "--id", identity)
    assert done.returncode == 1
    assert "不是打包时的那一个" in done.stdout


def test_an_out_that_cannot_be_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = run("bundle", EXAMPLES / "ready-unit", "-o", "file/out")
    assert done.returncode == 4
    assert "写不进去" in done.stderr


def test_two_runs_for_one_out_do_not_meet(run: Run, tmp_path: Path) -> None:
    folder, out = EXAMPLES / "ready-unit", tmp_path / "out"
    with reserved(out, folder):
        done = run("bundle", folder, "-o", out)
    assert done.returncode == 4
    assert "另一个 cwc bundle" in done.stderr
    assert not out.exists()
    assert run("bundle", folder, "-o", out).returncode == 0


def test_a_full_disk_for_what_is_printed() -> None:
    line = f"{sys.executable} -m cwc check '{EXAMPLES / 'ready-unit'}' > /dev/full"
    done = subprocess.run(["sh", "-c", line], capture_output=True, check=False)
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr


def test_a_disk_without_room_leaves_nothing_and_the_evidence_as_it_was(
    tmp_path: Path, example: Example
) -> None:
    folder = example("ready-unit")
    before = snapshot(folder)
    # No file may grow beyond a few kilobytes: as on a full disk, it is told in mid-writing.
    line = f"ulimit -f 20; exec {sys.executable} -m cwc bundle '{folder}' -o '{tmp_path / 'out'}'"
    done = subprocess.run(["sh", "-c", line], capture_output=True, check=False)
    assert done.returncode == 4
    assert "写不进去（文件太大）" in done.stderr.decode()
    assert [p.name for p in tmp_path.iterdir()] == ["ready-unit"]
    assert snapshot(folder) == before


def test_a_source_that_changes_under_way_leaves_nothing(tmp_path: Path, example: Example) -> None:
    folder = example("ready-unit")
    report = next(folder.rglob("*2020年.docx"))

    def change(done: int, _total: int, path: str) -> None:
        if done == 1:
            assert path != report.relative_to(folder).as_posix()
            report.write_bytes(b"changed")

    wishes = Wishes(PhotoForm.PDF, dry_run=False, allow_incomplete=False)
    with pytest.raises(PathError, match="检查之后文件变了"):
        bundle(folder, tmp_path / "out", wishes, MEANS, change)
    assert [p.name for p in tmp_path.iterdir()] == ["ready-unit"]


def test_bytes_do_not_depend_on_the_machine(tmp_path: Path, bags: Bags) -> None:
    env = {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1", "LANG": "C"}
    process("bundle", EXAMPLES / "ready-unit", "-o", tmp_path / "again", **env)
    assert snapshot(tmp_path / "again") == snapshot(bags("ready-unit"))


def test_photos_made_by_other_processes_are_the_same(tmp_path: Path, bags: Bags) -> None:
    words = ("--photos", "jpg", "-o", tmp_path / "again")
    done = process("bundle", EXAMPLES / "ready-unit", *words)
    assert done.returncode == 0, done.stderr
    assert snapshot(tmp_path / "again") == snapshot(bags("ready-unit", PhotoForm.JPG))


T = TypeVar("T")
R = TypeVar("R")


class _Losing(Serial):
    """Loses every other photo that is to be made."""

    def run(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R | Lost]:
        for number, task in enumerate(tasks):
            yield Lost.GREEDY if isinstance(task, Task) and number % 2 else work(task)


def test_a_photo_that_is_too_much_for_a_process_is_made_all_the_same(
    tmp_path: Path, bags: Bags
) -> None:
    folder, out = EXAMPLES / "ready-unit", tmp_path / "out"
    wishes = Wishes(PhotoForm.JPG, dry_run=False, allow_incomplete=False)
    means = Means(_Losing(), lambda *_: None)
    assert bundle(folder, out, wishes, means, lambda *_: None).result is Result.MADE
    assert snapshot(out) == snapshot(bags("ready-unit", PhotoForm.JPG))


def test_verify_names_what_is_wrong(run: Run, tmp_path: Path, bags: Bags) -> None:
    shutil.copytree(bags("ready-unit"), tmp_path / "out")
    (tmp_path / "out/data/目录.xlsx").write_bytes(b"x")
    done = run("verify", "out")
    assert done.returncode == 1
    assert "内容变了：data/目录.xlsx" in done.stdout


def test_a_character_that_the_font_lacks_is_told(
    run: Run, tmp_path: Path, example: Example
) -> None:
    folder = example("ready-unit")
    book = openpyxl.load_workbook(folder / "材料登记.xlsx")
    book["活动"]["D2"] = "示范镇𠮷卫生院"
    book.save(folder / "材料登记.xlsx")
    done = run("bundle", folder, "-o", "out")
    assert done.returncode == 0
    assert "“𠮷”字库里没有" in "".join(done.stdout.split())


def _too_large(folder: Path) -> None:
    shutil.copy(next(EXAMPLES.rglob("大厅.jpg")), folder / CAPTIONED)


def _png(folder: Path) -> None:
    with Image.open(folder / CAPTIONED) as photo:
        photo.save(folder / CAPTIONED, "PNG")


def _without_caption(folder: Path) -> None:
    shutil.copy(folder / CAPTIONED, folder / "Ⅲ-8-2-① 融入日常生活/医疗服务规范/大.jpg")


@pytest.mark.parametrize(
    ("change", "code"),
    [(_too_large, 0), (_png, 0), (lambda f: rotate(f / CAPTIONED), 0), (_without_caption, 1)],
)
def test_check_and_bundle_agree(
    run: Run, example: Example, change: Callable[[Path], None], code: int
) -> None:
    folder = example("ready-unit")
    change(folder)
    assert run("check", folder, "--stage", "submitting").returncode == code
    assert run("bundle", folder, "-o", "out").returncode == code
