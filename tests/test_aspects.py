"""Unknown is never "none": what was not seen is 未检查, by construction and for every reader."""

import pickle
from datetime import date
from pathlib import Path

import pytest
from conftest import EXAMPLES, examined, prose
from pydantic import TypeAdapter
from sights import row, sights

from cwc.engine.judging import judge
from cwc.engine.states import Errors, requirement_outcome
from cwc.engine.views import Uses, submission_view
from cwc.model.artefact import Artefact, Kind
from cwc.model.aspects import ASPECTS, Foreign, Hidden, Reading, Sight, Text
from cwc.model.caption import Caption, Field
from cwc.model.context import Context
from cwc.model.grid import Status
from cwc.model.obstacle import Obstacle
from cwc.model.pack import Pack
from cwc.model.paper import Numbering
from cwc.model.place import Gap, Role, Where
from cwc.model.settings import Level, Stage
from cwc.model.view import Placement, SubmissionView
from cwc.packs import load_pack
from cwc.placing.placer import Placed
from cwc.readers.table import TABLE, Reader
from cwc.register.sheets import NO_REGISTER
from cwc.rules import RULES, SUBSTANCE, needs
from cwc.rules.file_unreadable import MENDS, MESSAGES
from cwc.text.dates import find_date
from cwc.wording.places import place_name

READERS = [reader for reader in TABLE if reader.module]
FOREIGN_LIST = Path(__file__).parent / "foreign/northmere-2018"
ARTEFACT: TypeAdapter[Artefact] = TypeAdapter(Artefact)
CODE = "甲"
TEXT = "示政发〔2018〕12号\n" + prose(300) + "\n示范镇卫生院 2018年3月15日"
DOCUMENT = {
    "kind": "document",
    "words": 300,
    "size_bytes": 9,
    "red": True,
    "marked": True,
    "seals": 1,
    "passages": [{"place": "第1页", "text": TEXT}],
}
PHOTO = {"kind": "photo", "format": "JPEG", "width_px": 900, "height_px": 600, "size_bytes": 9}
FORMATS = {"word": "docx", "pdf": "pdf", "excel": "xlsx"}


@pytest.fixture(scope="module", params=["ganyu-2020", "foreign"])
def some_list(request: pytest.FixtureRequest, pack: Pack) -> Pack:
    return pack if request.param == "ganyu-2020" else load_pack(FOREIGN_LIST)


def _whole(reader: Reader) -> dict[str, Sight]:
    """Everything that a form may have, seen, and nothing wrong with it."""
    if reader.module == "photo":
        return sights("a.jpg", PHOTO)
    facts = DOCUMENT | {"format": FORMATS.get(reader.form, "docx")}
    made: dict[str, Sight] = sights(f"a{reader.endings[0]}", facts)
    seen = {
        key: sight for key, sight in made.items() if ASPECTS[key] in {*reader.aspects, Numbering}
    }
    return {**seen, **{aspect.key: Foreign() for aspect in reader.foreign}}


def _status(pack: Pack, kind: Kind, path: str, seen: dict[str, Sight]) -> Status:
    """The state of an artefact of this kind for which one file was handed in."""
    first = pack.requirements[0]
    asked = ARTEFACT.validate_python({"kind": kind}, strict=False)
    requirement = first.model_copy(update={"code": CODE, "artefacts": (asked,), "ask": ()})
    context = Context(
        pack=pack.model_copy(update={"requirements": (requirement,)}),
        unit="示范镇卫生院",
        level=Level.DISTRICT,
        stage=Stage.SUBMITTING,
        as_of=date(2018, 4, 10),
    )
    caption = Caption(values=dict.fromkeys(Field, "2018年3月15日"))
    use = Placement(
        requirement=CODE, artefact=0, kind=kind, when=find_date("2018-03-15"), caption=caption
    )
    reading = Reading(sha256="0" * 64, size_bytes=9, sights=seen)
    uses = Uses({path: reading}, {path: Placed((use,), ())}, (), (), NO_REGISTER, ())
    view = submission_view(uses, [requirement], context)
    errors = Errors.among(judge(view))
    return requirement_outcome(requirement, view.requirements[0], errors, context).status


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("reader", READERS, ids=lambda r: r.form)
def test_a_hidden_aspect_is_never_ready(some_list: Pack, reader: Reader, kind: Kind) -> None:
    path, whole = f"a{reader.endings[0]}", _whole(reader)
    wanted = needs(kind, some_list.header)
    assert SUBSTANCE[kind] in wanted
    ready = _status(some_list, kind, path, whole) is Status.READY
    fit = all(isinstance(whole.get(a.key), a | Foreign) for a in wanted)
    if ready:
        assert fit
        assert isinstance(whole[SUBSTANCE[kind].key], SUBSTANCE[kind])
    for aspect in wanted - reader.foreign:
        for obstacle in Obstacle:
            hidden = {**whole, aspect.key: Hidden(obstacle=obstacle)}
            assert _status(some_list, kind, path, hidden) is not Status.READY
        never_looked = {key: sight for key, sight in whole.items() if key != aspect.key}
        assert _status(some_list, kind, path, never_looked) is not Status.READY


@pytest.mark.parametrize("role", Role)
def test_a_document_with_a_gap_is_never_ready(pack: Pack, role: Role) -> None:
    whole = _whole(row("word"))
    text = whole[Text.key]
    assert isinstance(text, Text)
    for obstacle in Obstacle:
        gap = Gap(where=Where.shown(role), obstacle=obstacle)
        parted = {**whole, Text.key: text.model_copy(update={"unread": (gap,)})}
        for kind in set(Kind) - {Kind.PHOTOS}:
            assert _status(pack, kind, "a.docx", parted) is not Status.READY


@pytest.mark.parametrize("ending", [*row("photo").endings, *row("container").endings])
def test_a_photo_that_is_whole_still_is(some_list: Pack, ending: str) -> None:
    assert _status(some_list, Kind.PHOTOS, f"a{ending}", _whole(row("photo"))) is Status.READY


def test_a_report_that_is_whole_still_is(pack: Pack) -> None:
    assert _status(pack, Kind.REPORT, "a.docx", _whole(row("word"))) is Status.READY


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PHOTOS])
def test_a_new_reader_of_text_alone_passes_for_nothing_that_needs_more(
    some_list: Pack, kind: Kind
) -> None:
    text = _whole(row("word"))[Text.key]
    status = _status(some_list, kind, "a.toy", {Text.key: text})
    assert status is not Status.READY or needs(kind, some_list.header) == {Text}


def test_no_aspect_has_a_default() -> None:
    for aspect in ASPECTS.values():
        assert all(field.is_required() for field in aspect.model_fields.values()), aspect


@pytest.mark.parametrize("obstacle", Obstacle)
def test_each_obstacle_is_told_by_one_rule_in_words(obstacle: Obstacle) -> None:
    tellers = [rule.code for rule in RULES.values() if obstacle in rule.tells]
    assert len(tellers) == 1
    assert tellers != ["FIL002"] or (MESSAGES[obstacle] and MENDS[obstacle])


@pytest.mark.parametrize("role", Role)
def test_each_place_has_words(role: Role) -> None:
    names = {
        place_name(Where.shown(role, number, name, inside))
        for number in (None, 2)
        for name in (None, "名")
        for inside in (None, "表.xlsx")
    }
    assert all(names)
    assert any("表.xlsx" in name for name in names)


def test_each_reader_gives_what_its_row_says() -> None:
    for reader in READERS:
        assert not reader.aspects & reader.foreign
        assert not reader.cheap & reader.dear
        module = reader.load()
        assert callable(module.sniff)
        assert callable(module.read)
    endings = [ending for reader in TABLE for ending in reader.endings]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize("name", ["ready-unit", "ready-district", "messy-unit"])
def test_views_and_outcomes_go_to_bytes_and_back(name: str) -> None:
    done = examined(EXAMPLES / name)
    for made in (done.view, done.outcome):
        assert pickle.loads(pickle.dumps(made)) == made
        assert type(made).model_validate_json(made.model_dump_json()) == made
    again = SubmissionView.model_validate_json(done.view.model_dump_json())
    assert judge(again) == judge(done.view)


def test_a_view_of_many_photos_stays_small(pack: Pack) -> None:
    requirement = pack.find("Ⅲ-49/-/①")
    assert requirement is not None
    caption = Caption(values=dict.fromkeys(Field, "示范镇卫生院 健康义诊 文化广场"))
    use = Placement(
        requirement=requirement.code,
        artefact=1,
        kind=Kind.PHOTOS,
        when=find_date("2018-03-15"),
        caption=caption,
    )
    paths = [f"Ⅲ-49-① 公益活动/义诊/2018-03-15 义诊 广场 {n}.jpg" for n in range(2000)]
    seen = _whole(row("photo"))
    readings = {p: Reading(sha256="0" * 64, size_bytes=9, sights=seen) for p in paths}
    context = Context(
        pack=pack, unit="某", level=Level.UNIT, stage=Stage.COLLECTING, as_of=date(2018, 5, 1)
    )
    uses = Uses(readings, {path: Placed((use,), ()) for path in paths}, (), (), NO_REGISTER, ())
    view = submission_view(uses, pack.requirements, context)
    assert len(pickle.dumps(view)) < 10_000_000
    assert len(view.model_dump_json()) < 10_000_000
