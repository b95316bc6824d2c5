"""A real `cwc bundle` that a signal strikes at one event, and what must hold after it."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT, SIGKILL, Signals

import docx
from conftest import MEANS, ROOT, Run, process, prose, snapshot
from PIL import Image
from planted import STRUCK

from cwc.bundles.bag import problems
from cwc.engine.bundle import Result, Wishes, bundle
from cwc.model.plan import PhotoForm

EVIDENCE, OUT, SHOP = "材料", "out", ".out.cwc-ID"
FRESH, OLD, GONE = f"{SHOP}/new", f"{SHOP}/old", f"{SHOP}/gone"
HOME = "Ⅲ-1-1-① 名"
REPORT = f"{HOME}/说明报告.docx"
PHOTOS = [f"{HOME}/2018-03-{day} 义诊 广场.jpg" for day in (15, 16)]
Snapshot = dict[str, bytes]


@dataclass(frozen=True)
class Strike:
    """A signal at the first such event of a run that makes `form`; "" for none.

    `replacing` says whether a bag that was made before stands at OUT.
    """

    event: str
    form: PhotoForm = PhotoForm.PDF
    replacing: bool = True
    signal: Signals = SIGKILL

    def __str__(self) -> str:
        """What it is called among the tests."""
        out = "replacing" if self.replacing else "new"
        return f"{self.signal.name}, {self.form.value}, {out}: {self.event}"


@dataclass(frozen=True)
class Ended:
    """How a run ended: exit code, messages, and its events up to the strike and after it."""

    returncode: int
    stderr: str
    done: list[str]
    struck: str
    after: list[str]


@dataclass(frozen=True)
class Clean:
    """What nothing disturbed: the evidence, the bag it became before, and becomes now."""

    evidence: Path
    before: Path
    now: dict[PhotoForm, Path]


def make_clean(root: Path) -> Clean:
    """The smallest evidence that becomes a bag, and its bags."""
    evidence = _write_evidence(root / EVIDENCE)
    earlier = Path(shutil.copytree(evidence, root / "以前"))
    (earlier / PHOTOS[-1]).unlink()
    before = _bundle(earlier, root / "before", PhotoForm.PDF)
    now = {form: _bundle(evidence, root / form.value, form) for form in PhotoForm}
    return Clean(evidence, before, now)


def disk(root: Path, clean: Clean, replacing: bool) -> Path:
    """A folder with the evidence, and with OUT if it is to be replaced."""
    base = root / "盘"
    shutil.copytree(clean.evidence, base / EVIDENCE)
    if replacing:
        shutil.copytree(clean.before, base / OUT)
    return base


def struck(base: Path, strike: Strike) -> Ended:
    """Run `cwc bundle` in a process of its own that is struck."""
    log = base.parent / "log"
    log.write_bytes(b"")
    planted = (str(base), EVIDENCE, str(log), strike.event, int(strike.signal))
    done = process(
        *("bundle", base / EVIDENCE, "-o", base / OUT, "--photos", strike.form.value),
        script=f"import planted\nplanted.plant{planted}",
        PYTHONPATH=os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]),
    )
    lines = log.read_text(encoding="utf-8").splitlines()
    if STRUCK not in lines:
        return Ended(done.returncode, done.stderr.decode(), lines, "", [])
    at = lines.index(STRUCK)
    return Ended(
        done.returncode, done.stderr.decode(), lines[: at - 1], lines[at - 1], lines[at + 1 :]
    )


def assert_struck(strike: Strike, ended: Ended) -> None:
    """The run ended by this signal, at this event, and not with a traceback."""
    assert ended.struck == strike.event, ended
    assert "Traceback" not in ended.stderr
    if strike.signal is SIGINT:
        assert ended.returncode == 130
    else:
        assert ended.returncode == -strike.signal
        assert ended.after == []


def assert_whole(base: Path, clean: Clean, strike: Strike, ended: Ended) -> None:
    """The evidence is as it was; OUT as it was or as it is to be, and absent only in between."""
    assert snapshot(base / EVIDENCE) == snapshot(clean.evidence)
    done = {*ended.done, *ended.after}
    expected = clean.before if strike.replacing else None
    if f"rename {FRESH}" in done:
        expected = clean.now[strike.form]
    elif f"rename {OUT}" in done and f"rename {OLD}" not in done:
        expected = None
    assert (base / OUT).exists() == (expected is not None)
    if expected is not None:
        assert problems(base / OUT) == []
        assert snapshot(base / OUT) == snapshot(expected)
    if strike.signal is SIGINT:
        assert sorted(p.name for p in base.iterdir()) == ([OUT] if expected else []) + [EVIDENCE]


def assert_given_back(base: Path, clean: Clean, strike: Strike, run: Run) -> None:
    """A next run that makes nothing has brought the old bag back, and cleared up."""
    words = ("--photos", strike.form.value, "--dry-run")
    assert run("bundle", base / EVIDENCE, "-o", base / OUT, *words).returncode == 0
    beside = {p.name for p in base.iterdir()} - {EVIDENCE}
    assert beside == {OUT} or (beside == set() and not strike.replacing)
    bags = [snapshot(bag) for bag in (clean.before, clean.now[strike.form])]
    assert not beside or snapshot(base / OUT) in bags


def assert_next_run(base: Path, clean: Clean, form: PhotoForm, run: Run) -> None:
    """The next run makes the bag that an undisturbed one makes, and leaves nothing beside it."""
    done = run("bundle", base / EVIDENCE, "-o", base / OUT, "--photos", form.value)
    assert done.returncode == 0, done.stderr
    assert run("verify", base / OUT).returncode == 0
    assert snapshot(base / OUT) == snapshot(clean.now[form])
    assert snapshot(base / EVIDENCE) == snapshot(clean.evidence)
    assert sorted(p.name for p in base.iterdir()) == [OUT, EVIDENCE]


def _bundle(evidence: Path, out: Path, form: PhotoForm) -> Path:
    wishes = Wishes(form, dry_run=False, allow_incomplete=False)
    done = bundle(evidence, out, wishes, MEANS, lambda *_: None)
    assert done.result is Result.MADE, done.outcome.findings
    return out


def _write_evidence(folder: Path) -> Path:
    pack, home = folder / "清单", folder / HOME
    pack.mkdir(parents=True)
    home.mkdir()
    shutil.copy(ROOT / "indicators/ganyu-2020/pack.yaml", pack)
    photos = {"kind": "photos", "caption": ["活动时间", "活动主题"]}
    requirement = {"item": "①", "text": "原文。", "artefacts": [{"kind": "report"}, photos]}
    people = {"leader": ["张某"], "lead": ["某科"], "responsible": ["某院"]}
    standard = {"number": 1, "text": "标准。", **people, "requirements": [requirement]}
    group = {"code": "Ⅱ-1", "name": "组"}
    indicator = {"indicator": "Ⅲ-1", "name": "名", "group": group, "standards": [standard]}
    settings = {"pack": "清单", "unit": "某", "level": "district", "as_of": "2018-06-15"}
    for path, data in ((pack / "Ⅲ-1.yaml", indicator), (folder / "cwc.yaml", settings)):
        # JSON is YAML.
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    document = docx.Document()
    document.add_paragraph(prose(300))
    document.save(str(folder / REPORT))
    picture = Image.linear_gradient("L").resize((640, 480))
    for turn, photo in enumerate(PHOTOS):
        picture.rotate(180 * turn).save(folder / photo)
    return folder
