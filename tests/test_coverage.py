"""Grids: properties that hold for every artefact, and the cells of real ones."""

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwc.coverage import Item, grid, name_cells
from cwc.coverage.labels import LABEL_AXES, labels, merged
from cwc.model.artefact import Kind, PhotosArtefact, ReportArtefact
from cwc.model.asked import PERIODS, Axis, Categories, Each, Listed
from cwc.model.context import Context
from cwc.model.grid import Cell, Grid, Misfit, Status
from cwc.model.pack import Pack
from cwc.model.period import YearMonth, last_full_month
from cwc.model.settings import Level, Stage
from cwc.packs import dated, find_pack, load_pack
from cwc.text.dates import DateSpan, month_span, year_span
from cwc.text.festivals import FESTIVALS, festival

PACK = dated(load_pack(find_pack("ganyu-2020", Path())))
HEADER = PACK.header
DAYS = st.dates(date(2017, 6, 1), date(2021, 6, 30))
NAMES = st.sampled_from(["甲", "乙", "丙", None])
PLACES = st.sampled_from(["广场", "社区", None])
ITEMS = st.lists(
    st.builds(
        Item,
        path=st.uuids().map(str),
        labels=st.fixed_dictionaries({Axis.CATEGORY: NAMES, Axis.VENUE: PLACES}),
        occasion=st.sampled_from(["春节", "清明节", None]),
        when=st.none()
        | DAYS.map(lambda d: DateSpan(d, d))
        | DAYS.map(lambda d: month_span(d.year, d.month)),
        checked=st.booleans(),
    ),
    max_size=30,
)
PER = [
    (),
    (Axis.MONTH,),
    (Axis.TWO_MONTHS,),
    (Axis.QUARTER,),
    (Axis.YEAR,),
    (Axis.OCCASION,),
    (Axis.YEAR, Axis.OCCASION),
]


def _item(path: str, category: str, when: DateSpan | None = None, checked: bool = True) -> Item:
    return Item(path, {Axis.CATEGORY: category}, when=when, checked=checked)


def _context(as_of: date, level: Level = Level.DISTRICT) -> Context:
    return Context(pack=PACK, unit="某", level=level, stage=Stage.SUBMITTING, as_of=as_of)


def _photos(*per: Axis, **changes: Any) -> PhotosArtefact:
    """Photos counted by these axes, from 2018 to 2020 unless said otherwise."""
    keys: dict[str, Any] = {"since": YearMonth(2018, 1), "until": YearMonth(2020, 12)}
    if Axis.CATEGORY in per:
        keys["categories"] = Categories(names=("甲", "乙"), open=True)
    if Axis.OCCASION in per:
        keys["occasions"] = ("春节", "元宵节", "清明节")
    return PhotosArtefact(kind=Kind.PHOTOS, per=per, **(keys | changes))


@st.composite
def photos(draw: st.DrawFn) -> PhotosArtefact:
    """Any shape of `per`, any listing of categories, bounded or not."""
    per = [axis for axis in (Axis.CATEGORY, Axis.VENUE) if draw(st.booleans())]
    per += draw(st.sampled_from(PER))
    changes: dict[str, Any] = {"at_least": draw(st.none() | st.integers(1, 3))}
    if draw(st.booleans()):
        changes |= {"since": None, "until": None}
    if Axis.CATEGORY in per:
        listings = [
            Categories(names=("甲", "乙"), open=True),
            Categories(names=("甲",)),
            Categories(open=True),
            Categories(names=("甲", "乙", "丙"), at_least=2),
            Categories(count=4),
        ]
        changes["categories"] = draw(st.sampled_from(listings))
    return _photos(*per, **changes)


@given(artefact=photos(), items=ITEMS, as_of=DAYS)
def test_every_item_is_in_one_cell_or_a_stray(
    artefact: PhotosArtefact, items: list[Item], as_of: date
) -> None:
    made = grid(artefact, 1, items, _context(as_of))
    counted = sum(cell.have for cell in made.cells)
    strays = {stray.path for stray in made.strays}
    checked = [item for item in items if item.checked]
    assert counted == made.counted
    assert counted + sum(item.path in strays for item in checked) == len(checked)


@given(artefact=photos(), items=ITEMS, as_of=DAYS)
def test_a_cell_is_ready_exactly_when_it_has_enough(
    artefact: PhotosArtefact, items: list[Item], as_of: date
) -> None:
    for cell in grid(artefact, 1, items, _context(as_of)).cells:
        assert (cell.status is Status.READY) == (cell.have >= cell.need)
        assert cell.lacks == (cell.status is Status.FAILING)


@given(artefact=photos(), items=ITEMS, as_of=DAYS)
def test_what_is_not_over_is_never_failing(
    artefact: PhotosArtefact, items: list[Item], as_of: date
) -> None:
    full = last_full_month(as_of).span.end
    for cell in grid(artefact, 1, items, _context(as_of)).cells:
        if cell.period and cell.period.span.end > full:
            assert cell.status is not Status.FAILING
        else:
            assert cell.status is not Status.NOT_DUE


@given(artefact=photos(), items=ITEMS, as_of=DAYS)
def test_the_order_of_the_files_does_not_matter(
    artefact: PhotosArtefact, items: list[Item], as_of: date
) -> None:
    context = _context(as_of)
    assert grid(artefact, 1, items, context).cells == grid(artefact, 1, items[::-1], context).cells


@given(artefact=photos(), items=ITEMS, as_of=DAYS)
def test_one_file_more_never_takes_from_a_cell(
    artefact: PhotosArtefact, items: list[Item], as_of: date
) -> None:
    def have(given: list[Item]) -> dict[str, int]:
        return {c.name: c.have for c in grid(artefact, 1, given, _context(as_of)).cells if c.have}

    after = have(items)
    assert all(after[name] >= count for name, count in have(items[:-1]).items())


@given(artefact=photos(), items=ITEMS, as_of=DAYS)
def test_cells_are_told_apart_by_name_and_sorted_in_time(
    artefact: PhotosArtefact, items: list[Item], as_of: date
) -> None:
    cells = grid(artefact, 1, items, _context(as_of)).cells
    assert len({cell.name for cell in cells}) == len(cells)
    for one, two in pairwise(cells):
        if one.subject == two.subject and one.period and two.period:
            assert one.period.span.start < two.period.span.start


@given(artefact=photos(), items=ITEMS, as_of=DAYS)
def test_cells_come_back_from_json_as_they_were(
    artefact: PhotosArtefact, items: list[Item], as_of: date
) -> None:
    for cell in grid(artefact, 1, items, _context(as_of)).cells:
        assert Cell.model_validate_json(cell.model_dump_json()) == cell
        assert tuple(cell.labels) == artefact.label_axes


def test_every_axis_that_is_no_period_has_a_row_and_a_misfit_of_its_own() -> None:
    assert {*LABEL_AXES} == {*Axis} - {*PERIODS}
    misfits = [axis.misfit for axis in LABEL_AXES.values()]
    assert len({*misfits}) == len(misfits)


@given(artefact=photos(), items=ITEMS, as_of=DAYS)
def test_at_a_unit_no_district_cell_fails(
    artefact: PhotosArtefact, items: list[Item], as_of: date
) -> None:
    made = grid(artefact, 1, items, _context(as_of, Level.UNIT))
    if artefact.is_by_period:
        assert all(cell.status is not Status.FAILING for cell in made.cells)


@given(
    names=st.lists(st.sampled_from("甲乙丙丁"), unique=True),
    given_=st.sets(st.sampled_from("甲乙丙丁戊己")),
    is_open=st.booleans(),
    number=st.none() | st.integers(1, 8),
    enough=st.booleans(),
)
def test_labels(
    names: list[str], given_: set[str], is_open: bool, number: int | None, enough: bool
) -> None:
    key = "at_least" if enough else "count"
    if number and names and ((enough and len(names) < number) or len(names) > number):
        number = None
    given_number: dict[str, Any] = {key: number} if number else {}
    listed = Listed(names=tuple(names), open=is_open, **given_number)
    made = labels(listed, given_)
    found = [label.name for label in made]
    assert len(set(found)) == len(found)
    assert {label.name for label in made if label.owed} >= given_ & set(names)
    if number:
        assert len(found) >= number
    if names and not is_open:
        nameless = {name for name in found if name and name.startswith("第")}
        assert set(found) - nameless <= set(names)
    if names and not (number and enough):
        assert {label.name for label in made if label.owed} >= set(names)


@given(year=st.integers(2000, 2100), month=st.integers(1, 12), steps=st.integers(-30, 30))
def test_months_step(year: int, month: int, steps: int) -> None:
    start = YearMonth(year, month)
    assert start.plus(steps).plus(-steps) == start
    assert last_full_month(date(year, month, 1)).plus(1) == start


@pytest.mark.parametrize(
    ("name", "days"),
    [
        # As published in the yearly holiday notices of the State Council, 七夕 and 元宵 by almanac.
        ("春节", ["2018-02-16", "2019-02-05", "2020-01-25"]),
        ("元宵节", ["2018-03-02", "2019-02-19", "2020-02-08"]),
        ("清明节", ["2018-04-05", "2019-04-05", "2020-04-04"]),
        ("端午节", ["2018-06-18", "2019-06-07", "2020-06-25"]),
        ("七夕节", ["2018-08-17", "2019-08-07", "2020-08-25"]),
        ("中秋节", ["2018-09-24", "2019-09-13", "2020-10-01"]),
        ("重阳节", ["2018-10-17", "2019-10-07", "2020-10-25"]),
    ],
)
def test_the_festivals_of_three_years(name: str, days: list[str]) -> None:
    assert [festival(name, year).isoformat() for year in (2018, 2019, 2020)] == days


@given(name=st.sampled_from(FESTIVALS), year=st.integers(1950, 2090), off=st.integers(-40, 40))
def test_a_day_counts_for_a_festival_when_near_it(name: str, year: int, off: int) -> None:
    day = festival(name, year) + timedelta(days=off)
    item = Item("a.jpg", when=DateSpan(day, day), occasion=name)
    artefact = _photos(
        Axis.YEAR, Axis.OCCASION, occasions=(name,), years=(year,), since=None, until=None
    )
    header = HEADER.model_copy(
        update={
            "assessment": HEADER.assessment.model_copy(
                update={"since": YearMonth(1949, 1), "until": YearMonth(2099, 12)}
            )
        }
    )
    pack = PACK.model_copy(update={"header": header})
    context = _context(date(2100, 1, 1)).model_copy(update={"pack": pack})
    made = grid(artefact, 0, [item], context)
    near = -HEADER.festival_days.before <= off <= HEADER.festival_days.after
    assert [cell.have for cell in made.cells] == [int(near)]
    assert len(made.strays) == (not near)
    assert {s.misfit for s in made.strays} <= {Misfit.NO_OCCASION, Misfit.OUTSIDE_PERIOD}
    # Which festival is meant is told: another may have been.
    about = {s.about for s in made.strays if s.misfit is Misfit.NO_OCCASION}
    assert about <= {f"{name}前15天到后7天"}


def test_between_two_festivals_the_nearer_is_meant_unless_one_is_named() -> None:
    artefact = _photos(Axis.YEAR, Axis.OCCASION)
    day = date(2018, 2, 20)  # 春节 is 16 February, 元宵节 2 March
    for occasion, cell in ((None, "2018春节"), ("元宵节", "2018元宵节")):
        item = Item("a.jpg", when=DateSpan(day, day), occasion=occasion)
        made = grid(artefact, 0, [item], _context(date(2018, 6, 1)))
        assert [c.name for c in made.cells if c.have] == [cell]


def test_a_named_festival_takes_a_month_or_a_year() -> None:
    artefact = _photos(Axis.YEAR, Axis.OCCASION)
    for when in (month_span(2018, 2), year_span(2018)):
        for occasion, have in (("春节", 1), (None, 0)):
            item = Item("a.jpg", when=when, occasion=occasion)
            made = grid(artefact, 0, [item], _context(date(2018, 6, 1)))
            assert sum(c.have for c in made.cells) == have


def _cells(pack: Pack, code: str, index: int, items: list[Item], as_of: date) -> Grid:
    requirement = dated(pack).find(code)
    assert requirement is not None
    return grid(requirement.artefacts[index], index, items, _context(as_of))


def _states(cells: tuple[Cell, ...]) -> dict[str, Status]:
    return {cell.name: cell.status for cell in cells}


def test_the_grid_of_public_welfare(pack: Pack) -> None:
    march = _item("a.jpg", "义诊", when=month_span(2018, 3))
    made = _cells(pack, "Ⅲ-49/-/①", 1, [march], date(2018, 5, 1))
    assert len(made.cells) == 2 * 36
    states = _states(made.cells)
    assert states["义诊 2018-03"] is Status.READY
    assert states["义诊 2018-04"] is Status.FAILING
    assert states["义诊 2018-05"] is Status.NOT_DUE
    assert states["无偿献血 2020-12"] is Status.NOT_DUE


def test_a_years_report_is_due_from_the_years_beginning(pack: Pack) -> None:
    cells = _cells(pack, "Ⅲ-49/-/①", 0, [], date(2019, 1, 1)).cells
    assert [c.status for c in cells] == [Status.FAILING, Status.FAILING, Status.NOT_DUE]


def test_without_a_start_only_the_months_handed_in_count(pack: Pack) -> None:
    assert _cells(pack, "Ⅲ-65/1/③", 1, [], date(2020, 10, 1)).cells == ()
    items = [Item(f"{n}.jpg", when=month_span(2020, n)) for n in (2, 4)]
    cells = _cells(pack, "Ⅲ-65/1/③", 1, items, date(2020, 10, 1)).cells
    assert [(cell.name, cell.need, cell.have) for cell in cells] == [
        ("2020-02", 2, 1),
        ("2020-04", 2, 1),
    ]


def test_two_months_are_due_when_both_are_over(pack: Pack) -> None:
    cells = _cells(pack, "Ⅲ-65/2/②", 0, [], date(2018, 4, 30)).cells
    assert len(cells) == 18
    assert _states(cells)["2018-01至02"] is Status.FAILING
    assert _states(cells)["2018-03至04"] is Status.NOT_DUE


def test_three_kinds_are_enough_whichever(pack: Pack) -> None:
    items = [_item("a.docx", "义演义诊"), _item("b.docx", "环境保护")]
    cells = _cells(pack, "Ⅲ-49/-/②", 0, items, date(2020, 10, 1)).cells
    assert [(cell.name, cell.status) for cell in cells] == [
        ("义演义诊", Status.READY),
        ("环境保护", Status.READY),
        ("第3种", Status.FAILING),
    ]


def test_nineteen_items_of_which_none_is_named(pack: Pack) -> None:
    items = [_item(f"{n}.docx", f"项{n:02}") for n in range(18)]
    cells = _cells(pack, "Ⅲ-33/1/②", 0, items, date(2020, 10, 1)).cells
    assert len(cells) == 19
    assert [cell.name for cell in cells if cell.lacks] == ["第19项"]


def test_years_and_names_multiply() -> None:
    artefact = ReportArtefact(
        kind=Kind.REPORT, each=Each(years=(2018, 2019), names=("甲", "乙"), open=True)
    )
    item = _item("a.docx", "乙", when=year_span(2019))
    cells = grid(artefact, 0, [item], _context(date(2020, 1, 1))).cells
    assert [cell.name for cell in cells] == ["甲 2018", "甲 2019", "乙 2018", "乙 2019"]
    assert [cell.have for cell in cells] == [0, 0, 0, 1]


def test_the_last_months_roll_with_the_date() -> None:
    artefact = _photos(Axis.MONTH, since=None, until=None, rolling_months=3)
    cells = grid(artefact, 0, [], _context(date(2026, 2, 10))).cells
    assert [cell.name for cell in cells] == ["2025-11", "2025-12", "2026-01"]


def test_an_open_list_takes_further_categories_and_a_closed_one_does_not() -> None:
    item = _item("a.jpg", "丙", when=month_span(2018, 3))
    context = _context(date(2018, 5, 1))
    opened = grid(_photos(Axis.CATEGORY, Axis.MONTH), 0, [item], context)
    assert {cell.subject for cell in opened.cells} == {"甲", "乙", "丙"}
    closed_list = _photos(Axis.CATEGORY, Axis.MONTH, categories=Categories(names=("甲", "乙")))
    closed = grid(closed_list, 0, [item], context)
    assert [(s.misfit, s.about) for s in closed.strays] == [(Misfit.NO_CATEGORY, "甲、乙")]


def test_what_is_unread_leaves_its_cell_unchecked() -> None:
    items = [_item("a.jpg", "甲", when=month_span(2018, 3), checked=False)]
    context = _context(date(2018, 5, 1))
    cells = grid(_photos(Axis.CATEGORY, Axis.MONTH), 0, items, context).cells
    assert _states(cells)["甲 2018-03"] is Status.UNCHECKED


def test_days_outside_the_period_count_nowhere_without_months_too(pack: Pack) -> None:
    days = (date(2017, 12, 31), date(2018, 1, 1), date(2020, 12, 31), date(2021, 1, 1))
    items = [_item(f"{day}.jpg", "窗口", when=DateSpan(day, day)) for day in days]
    items.append(_item("undated.jpg", "窗口"))
    made = _cells(pack, "Ⅲ-8/2/①", 1, items, date(2020, 10, 1))
    assert [(cell.subject, cell.have) for cell in made.cells] == [("窗口", 3)]
    assert [(s.path, s.misfit) for s in made.strays] == [
        ("2017-12-31.jpg", Misfit.OUTSIDE_PERIOD),
        ("2021-01-01.jpg", Misfit.OUTSIDE_PERIOD),
    ]


def test_a_vouched_for_pdf_fills_the_grid() -> None:
    items = [Item("a.pdf", checked=True, whole=True)]
    context = _context(date(2018, 5, 1))
    cells = grid(_photos(Axis.CATEGORY, Axis.MONTH), 0, items, context).cells
    assert {c.status for c in cells} == {Status.READY}


def test_a_pdf_that_was_not_read_hides_only_what_its_name_says() -> None:
    said = {Axis.CATEGORY: "甲"}
    items = [Item("甲2018年.pdf", said, when=year_span(2018), checked=False, whole=True)]
    context = _context(date(2020, 1, 1))
    cells = grid(_photos(Axis.CATEGORY, Axis.MONTH), 0, items, context).cells
    hidden = {
        (cell.labels[Axis.CATEGORY], cell.period.year)
        for cell in cells
        if cell.status is Status.UNCHECKED and cell.period
    }
    assert hidden == {("甲", 2018)}
    assert any(cell.status is Status.FAILING for cell in cells)
    nameless = grid(
        _photos(Axis.CATEGORY, Axis.MONTH), 0, [Item("a.pdf", checked=False, whole=True)], context
    )
    assert {cell.status for cell in nameless.cells} == {Status.UNCHECKED}


def test_what_comes_from_above_is_awaited(pack: Pack) -> None:
    made = _cells(pack, "Ⅲ-60/2", 0, [], date(2020, 10, 1))
    assert [c.status for c in made.cells] == [Status.AWAITING]


def test_a_ceiling_holds_for_each_cell_and_for_all() -> None:
    artefact = _photos(Axis.MONTH, at_most=1, total_at_most=2)
    items = [Item(f"{n}.jpg", when=month_span(2018, max(n, 2))) for n in (1, 2, 3)]
    made = grid(artefact, 0, items, _context(date(2018, 4, 1)))
    assert _states(made.cells)["2018-02"] is Status.FAILING
    assert not any(cell.lacks for cell in made.cells if cell.name == "2018-02")
    assert (made.counted, made.total_at_most) == (3, 2)


def test_a_cell_in_json() -> None:
    artefact = _photos(Axis.VENUE, Axis.CATEGORY, Axis.MONTH, at_least=2, at_most=3)
    labels_ = {Axis.CATEGORY: "甲", Axis.VENUE: "广场"}
    item = Item("a.jpg", labels_, when=month_span(2018, 2))
    cells = grid(artefact, 1, [item], _context(date(2018, 4, 1))).cells
    (cell,) = (cell for cell in cells if cell.have)
    assert cell.name == "甲 广场 2018-02"
    assert json.loads(cell.model_dump_json()) == {
        "artefact": 1,
        "labels": {"category": "甲", "place": "广场"},
        "period": {
            "year": 2018,
            "span": {"start": "2018-02-01", "end": "2018-02-28"},
            "part": "02",
            "day": None,
        },
        "need": 2,
        "most": 3,
        "have": 1,
        "status": "failing",
    }


def test_an_axis_that_is_not_counted_by_is_in_no_cell() -> None:
    item = Item("a.jpg", {Axis.CATEGORY: "甲", Axis.VENUE: "广场"}, when=month_span(2018, 2))
    made = grid(_photos(Axis.VENUE), 0, [item], _context(date(2018, 4, 1)))
    assert [(cell.labels, cell.period, cell.have) for cell in made.cells] == [
        ({Axis.VENUE: "广场"}, None, 1)
    ]


def test_reports_whose_names_hold_one_another_are_one_and_photos_are_not() -> None:
    items = [_item("a.docx", "电信诈骗案件"), _item("b.docx", "电信诈骗")]
    report = ReportArtefact(kind=Kind.REPORT, each=Each(open=True))
    cells = grid(report, 0, items, _context(date(2018, 4, 1))).cells
    assert [(cell.name, cell.have) for cell in cells] == [("电信诈骗", 2)]
    photos_ = _photos(Axis.CATEGORY, categories=Categories(open=True))
    cells = grid(photos_, 0, items, _context(date(2018, 4, 1))).cells
    assert [(cell.name, cell.have) for cell in cells] == [("电信诈骗", 1), ("电信诈骗案件", 1)]


def test_a_report_of_a_year_that_is_not_asked_for_counts_nowhere() -> None:
    artefact = ReportArtefact(kind=Kind.REPORT, each=Each(years=(2018, 2020)))
    items = [Item(f"{year}.docx", when=year_span(year)) for year in (2017, 2018, 2019, 2021)]
    made = grid(artefact, 0, [*items, Item("x.docx")], _context(date(2020, 1, 1)))
    assert [(cell.name, cell.have) for cell in made.cells] == [("2018", 1), ("2020", 0)]
    assert [(stray.path, stray.misfit) for stray in made.strays] == [
        ("2017.docx", Misfit.OUTSIDE_PERIOD),
        ("2019.docx", Misfit.OUTSIDE_PERIOD),
        ("2021.docx", Misfit.OUTSIDE_PERIOD),
        ("x.docx", Misfit.NO_PERIOD),
    ]


def test_names_are_drawn_together_alike_in_every_order() -> None:
    names = ["甲乙", "乙", "甲"]
    for given_ in (names, names[::-1]):
        assert merged(Listed(open=True), given_) == {"乙": "乙", "甲": "甲", "甲乙": "乙"}


def test_festivals_are_named_each(pack: Pack) -> None:
    cells = _cells(pack, "Ⅲ-11/1/②", 0, [], date(2018, 12, 31)).cells
    named = name_cells(cells)
    assert "2018中秋节、2018重阳节" in named
    assert "至" not in named
