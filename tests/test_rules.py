"""Every rule: its cases (views in, severities out), its manual page, a real file."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES, ROOT, read_yaml
from sights import sights

from cwc.engine.judging import judge, judge_waivers, misses, needs_by_kind
from cwc.engine.marking import Vouched, marks_of_files
from cwc.engine.views import placements_by_artefact, requirement_view, still_told
from cwc.model.artefact import Kind, Words
from cwc.model.asked import Axis
from cwc.model.caption import Caption, Field
from cwc.model.context import Context
from cwc.model.finding import Finding, Severity
from cwc.model.grid import Stray
from cwc.model.pack import Header, Pack
from cwc.model.settings import About, Level, Settings, Stage, Voucher, Waiver
from cwc.model.view import FileView, Placement, RegisterView, SubmissionView, WaiversView
from cwc.packs import load_pack, tailored
from cwc.rules import RULES, Rule
from cwc.text.dates import find_date
from cwc.text.secrecy import find_marks

CASES = Path(__file__).parent / "rules"
MARKS = read_yaml(Path(__file__).parent / "marks.yaml")
HEADINGS = ("检查什么", "为什么", "例子", "怎么改", "依据")

Case = dict[str, Any]


FOREIGN = Path(__file__).parent / "foreign"
# What the cases say in the first list's words, and the foreign list in its own; longest first, so
# that no word is changed within another.
WORDS = sorted(
    {**read_yaml(FOREIGN / "codes.yaml"), **read_yaml(FOREIGN / "words.yaml")}.items(),
    key=lambda pair: -len(pair[0]),
)
DIFFERS = read_yaml(FOREIGN / "differs.yaml")


def _cases() -> list[Any]:
    return [
        pytest.param(rule, case, id=f"{rule.name}: {case['name']}")
        for rule in RULES.values()
        for case in read_yaml(_path(rule.name))
    ]


def _foreign_cases() -> list[Any]:
    """The same cases in the foreign list's words, but those that it answers otherwise."""
    return [
        pytest.param(rule, _translated(case), id=f"{rule.name}: {case['name']}")
        for rule in RULES.values()
        for case in read_yaml(_path(rule.name))
        if case["name"] not in DIFFERS.get(rule.name, {})
    ]


def _translated(given: Any) -> Any:
    if isinstance(given, dict):
        return {_translated(key): _translated(value) for key, value in given.items()}
    if isinstance(given, list):
        return [_translated(value) for value in given]
    if isinstance(given, str):
        for word, other in WORDS:
            given = given.replace(word, other)
    return given


@pytest.fixture(scope="session")
def foreign() -> Pack:
    return load_pack(FOREIGN / "northmere-2018")


def _path(name: str) -> Path:
    return CASES / f"{name.replace('-', '_')}.yaml"


def _pack(pack: Pack, case: Case) -> Pack:
    """The pack as the case has it: questions answered, photos counted, words asked otherwise."""
    given = Settings(pack="p", unit="u", level=Level.UNIT, answers=case.get("answers", {}))
    read = tailored(pack, given, Path("cwc.yaml"))
    changes = dict(case.get("counts", {}))
    if "words" in case:
        changes["words"] = Words(**case["words"])
    requirements = tuple(
        r.model_copy(
            update={
                "artefacts": tuple(
                    a.model_copy(
                        update={k: v for k, v in changes.items() if k in type(a).model_fields}
                    )
                    for a in r.artefacts
                )
            }
        )
        for r in read.requirements
    )
    return read.model_copy(update={"requirements": requirements})


def _header(pack: Pack, case: Case) -> Header:
    """The pack's header, its word on a report's seal as the case has it."""
    if "seal" not in case:
        return pack.header
    report = pack.header.form(Kind.REPORT).model_copy(update={"seal": case["seal"]})
    return pack.header.model_copy(update={"forms": {**pack.header.forms, Kind.REPORT: report}})


def _context(pack: Pack, case: Case) -> Context:
    read = _pack(pack, case)
    return Context(
        pack=read.model_copy(update={"header": _header(pack, case)}),
        unit=case.get("unit", "示范镇卫生院"),
        level=Level(case.get("level", "unit")),
        stage=Stage(case.get("stage", "collecting")),
        as_of=date.fromisoformat(case.get("as_of", "2018-04-10")),
    )


def _voucher(given: Case, about: About) -> Voucher | None:
    """Somebody's word about the file, if the case gives it: true is about what was not read."""
    if given.get("vouched") not in {about.value, about is About.UNREAD}:
        return None
    digest = given.get("sha256", "0") * 64
    said = {"path": given["path"], "sha256": digest, "by": "张某", "reason": "逐页看过"}
    return Voucher(about=about, **said)


def _file(context: Context, given: Case) -> FileView:
    """A file view: facts as given, uses as [code, artefact, category, when, caption fields]."""
    path, placements = given["path"], []
    for use in given.get("uses", ()):
        kind = context.artefact(use["code"], use.get("artefact", 0)).kind
        values = {Field(name): text for name, text in use.get("caption", {}).items()}
        placements.append(
            Placement(
                requirement=use["code"],
                artefact=use.get("artefact", 0),
                kind=kind,
                part=context.header.form(kind).part(Path(path).suffix),
                labels={Axis.CATEGORY: use["category"]} if "category" in use else {},
                when=find_date(use["when"]) if "when" in use else None,
                caption=Caption(values=values),
                stands_in=use.get("stands_in", False),
            )
        )
    digest = given.get("sha256", "0") * 64
    voucher = _voucher(given, About.UNREAD)
    seen = sights(path, given["facts"])
    return FileView(
        path=path,
        sha256=digest,
        size_bytes=given["facts"]["size_bytes"],
        sights=seen,
        placements=tuple(placements),
        misses=misses(seen, placements, needs_by_kind(context.header)),
        voucher=voucher,
    )


def register_view(given: Case) -> RegisterView:
    """The register as it was read: nothing to tell of but what is given."""
    plain = {
        "path": "材料登记.xlsx",
        "formulas": (),
        "repeated": {},
        "unanswered": (),
        "is_open": False,
    }
    return RegisterView.model_validate(plain | given, strict=False)


def _secrecy_vouchers(case: Case) -> list[Voucher]:
    given = (_voucher(file, About.SECRECY) for file in case.get("files", ()))
    return [voucher for voucher in given if voucher]


def _submission(context: Context, case: Case) -> SubmissionView:
    files = tuple(_file(context, given) for given in case.get("files", ()))
    used = placements_by_artefact(files)
    codes = [case["code"]] if "code" in case else []
    views = tuple(requirement_view(context.requirement(code), used, context) for code in codes)
    strays = [Stray.model_validate(given, strict=False) for given in case.get("strays", ())]
    strays += [s for view in views for artefact in view.artefacts for s in artefact.grid.strays]
    return SubmissionView(
        context=context,
        files=files,
        requirements=views,
        strays=tuple(still_told(strays, files)),
        register_read=register_view(case.get("register", {})),
        marks=tuple(marks_of_files(files, Vouched(_secrecy_vouchers(case)))),
    )


def _findings(pack: Pack, rule: Rule, case: Case) -> list[Finding]:
    context = _context(pack, case)
    if rule.view is WaiversView:
        idle, used = (
            tuple(Waiver.model_validate(w, strict=False) for w in case.get(key, ()))
            for key in ("waivers", "used")
        )
        view = WaiversView(idle=idle, used=used, settings_path="cwc.yaml", as_of=context.as_of)
        return judge_waivers(view)
    return [f for f in judge(_submission(context, case)) if f.code == rule.code]


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_case(pack: Pack, rule: Rule, case: Case) -> None:
    findings = _findings(pack, rule, case)
    assert [f.severity.value for f in findings] == case["fires"], findings
    assert not any(f.fixable and f.severity is Severity.ERROR for f in findings)
    told = [f"{f.place} {f.message} {f.mend}" for f in findings]
    for words in case.get("says", ()):
        assert any(words in text for text in told), told
    assert all(f.message and f.mend for f in findings)
    context = _context(pack, case)
    for finding in findings:
        if finding.requirement and finding.artefact is not None:
            assert context.artefact(finding.requirement, finding.artefact)
        assert finding.requirement or finding.artefact is None


@pytest.mark.parametrize(("rule", "case"), _foreign_cases())
def test_case_under_a_foreign_list(foreign: Pack, rule: Rule, case: Case) -> None:
    test_case(foreign, rule, case)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.code)
def test_every_rule_has_cases_that_fire_and_cases_that_do_not(rule: Rule) -> None:
    cases = read_yaml(_path(rule.name))
    assert any(case["fires"] for case in cases)
    assert any(not case["fires"] for case in cases)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.code)
def test_the_docstring_is_a_manual_page(rule: Rule) -> None:
    assert rule.manual.startswith(f"{rule.code} {rule.name}：")
    places = [rule.manual.index(f"\n\n{heading}：") for heading in HEADINGS]
    assert places == sorted(places)


def test_every_rule_fires_on_a_real_file() -> None:
    expected = read_yaml(EXAMPLES / "expected.yaml")
    assert {finding["code"] for finding in expected["messy-unit"]} == set(RULES)


def test_a_rule_is_one_file() -> None:
    files = {p.stem for p in (ROOT / "src/cwc/rules").glob("*.py")} - {"__init__", "registry"}
    assert files == {rule.name.replace("-", "_") for rule in RULES.values()}


def _grades(*blocks: str) -> list[bool]:
    """Whether the marks in these blocks are certain; none when there is none."""
    return [mark.certain for mark in find_marks(blocks)]


@pytest.mark.parametrize("text", MARKS["certain"])
def test_certain_marks(text: str) -> None:
    assert True in _grades(text)


@pytest.mark.parametrize("text", MARKS["doubtful"])
def test_doubtful_marks(text: str) -> None:
    assert _grades(text)
    assert True not in _grades(text)


@pytest.mark.parametrize("text", MARKS["silent"])
def test_words_about_secrecy(text: str) -> None:
    assert _grades(text) == []


def test_a_mark_at_a_pages_head_may_touch_the_text_below() -> None:
    assert _grades("秘密\n关于印发方案的通知") == [True]
    assert _grades("关于做好保守国家\n秘密\n的通知") == [False]


def test_grades_one_below_the_other_are_a_list_of_grades() -> None:
    listed = _grades("密级分三级：", "绝密", "机密", "秘密", "以上")
    assert listed
    assert not any(listed)
    assert _grades("机密", "关于印发方案的通知", "特急") == [True]


def test_signs_set_singly_are_read_together() -> None:
    assert _grades("一号文件", "机", "密", "★", "5", "年", "正文在此处") == [True]
    assert _grades("司机", "密封") == []
