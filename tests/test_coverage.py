"""Grids: properties that hold for every artefact, and the cells of real ones."""

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cwc.coverage import Item, grid
from cwc.model.grid import Misfit, Status
from cwc.model.pack import Categories, Kind, Pack, PhotosArtefact
from cwc.model.period import Period, last_full_month
from cwc.model.settings import Context, Level, Stage
from cwc.packs import find_pack, load_pack
from cwc.text.dates import DateSpan, month_span

HEADER = load_pack(find_pack("ganyu-2020", Path())).header
DAYS = st.dates(date(2017, 6, 1), date(2021, 6, 30))
NAMES = st.sampled_from(["甲", "乙", "丙", None])
ITEMS = st.lists(
    st.builds(
        Item,
        path=st.uuids().map(str),
        category=NAMES,
        when=st.none() | DAYS.map(lambda d: DateSpan(d, d)),
        checked=st.booleans(),
    ),
    max_size=30,
)


def _context(as_of: date, level: Level = Level.DISTRICT) -> Context:
    return Context(header=HEADER, unit="某", level=level, stage=Stage.SUBMITTING, as_of=as_of)


def _photos(**changes: Any) -> PhotosArtefact:
    return PhotosArtefact(
        kind=Kind.PHOTOS,
        per=("category", "month"),
        categories=Categories(names=("甲", "乙"), open=True),
        since=Period(2018, 1),
        until=Period(2020, 12),
    ).model_copy(update=changes)


@given(items=ITEMS, as_of=DAYS, need=st.integers(1, 3))
def test_every_item_is_in_one_cell_or_a_stray(items: list[Item], as_of: date, need: int) -> None:
    made = grid(_photos(at_least=need), 1, items, _context(as_of))
    counted = sum(cell.have for cell in made.cells)
    strays = {stray.path for stray in made.strays}
    checked = [item for item in items if item.checked]
    assert counted + sum(item.path in strays for item in checked) == len(checked)


@given(items=ITEMS, as_of=DAYS)
def test_a_cell_is_ready_exactly_when_it_has_enough(items: list[Item], as_of: date) -> None:
    for cell in grid(_photos(), 1, items, _context(as_of)).cells:
        assert (cell.status is Status.READY) == (cell.have >= cell.need)


@given(items=ITEMS, as_of=DAYS)
def test_what_is_not_over_is_never_failing(items: list[Item], as_of: date) -> None:
    full = str(last_full_month(as_of))
    for cell in grid(_photos(), 1, items, _context(as_of)).cells:
        assert cell.period is not None
        if cell.period > full:
            assert cell.status is not Status.FAILING
        else:
            assert cell.status is not Status.NOT_DUE


@given(items=ITEMS, as_of=DAYS)
def test_the_order_of_the_files_does_not_matter(items: list[Item], as_of: date) -> None:
    context = _context(as_of)
    assert (
        grid(_photos(), 1, items, context).cells == grid(_photos(), 1, items[::-1], context).cells
    )


@given(items=ITEMS, as_of=DAYS)
def test_one_file_more_never_makes_a_cell_worse(items: list[Item], as_of: date) -> None:
    context = _context(as_of)
    before = {c.name: c.have for c in grid(_photos(), 1, items[:-1], context).cells}
    after = {c.name: c.have for c in grid(_photos(), 1, items, context).cells}
    assert all(after[name] >= have for name, have in before.items())


@given(items=ITEMS, as_of=DAYS)
def test_at_a_unit_no_district_cell_fails(items: list[Item], as_of: date) -> None:
    made = grid(_photos(), 1, items, _context(as_of, Level.UNIT))
    assert all(cell.status is not Status.FAILING for cell in made.cells)


@given(year=st.integers(2000, 2100), month=st.integers(1, 12))
def test_the_last_full_month_is_the_one_before(year: int, month: int) -> None:
    assert last_full_month(date(year, month, 1)).months_until(Period(year, month))[1:] == [
        Period(year, month)
    ]


def test_the_grid_of_public_welfare(pack: Pack) -> None:
    requirement = pack.find("Ⅲ-49/-/①")
    assert requirement is not None
    march = Item("a.jpg", "义诊", month_span(2018, 3))
    made = grid(requirement.artefacts[1], 1, [march], _context(date(2018, 5, 1)))
    assert len(made.cells) == 2 * 36
    states = {(c.category, c.period): c.status for c in made.cells}
    assert states["义诊", "2018-03"] is Status.READY
    assert states["义诊", "2018-04"] is Status.FAILING
    assert states["义诊", "2018-05"] is Status.NOT_DUE
    assert states["无偿献血", "2020-12"] is Status.NOT_DUE


def test_a_years_report_is_due_from_the_years_beginning(pack: Pack) -> None:
    requirement = pack.find("Ⅲ-49/-/①")
    assert requirement is not None
    cells = grid(requirement.artefacts[0], 0, [], _context(date(2019, 1, 1))).cells
    assert [c.status for c in cells] == [Status.FAILING, Status.FAILING, Status.NOT_DUE]


def test_an_open_list_takes_further_categories_and_a_closed_one_does_not() -> None:
    item = Item("a.jpg", "丙", month_span(2018, 3))
    opened = grid(_photos(), 0, [item], _context(date(2018, 5, 1)))
    assert {cell.category for cell in opened.cells} == {"甲", "乙", "丙"}
    closed_list = _photos(categories=Categories(names=("甲", "乙")))
    closed = grid(closed_list, 0, [item], _context(date(2018, 5, 1)))
    assert [stray.misfit for stray in closed.strays] == [Misfit.NO_CATEGORY]


def test_what_is_unread_leaves_its_cell_unchecked() -> None:
    items = [Item("a.jpg", "甲", month_span(2018, 3), checked=False)]
    cells = grid(_photos(), 0, items, _context(date(2018, 5, 1))).cells
    assert {c.status for c in cells if c.name == "甲 2018-03"} == {Status.UNCHECKED}


def test_days_outside_the_period_count_nowhere_without_months_too(pack: Pack) -> None:
    requirement = pack.find("Ⅲ-8/2/①")
    assert requirement is not None
    days = (date(2017, 12, 31), date(2018, 1, 1), date(2020, 12, 31), date(2021, 1, 1))
    items = [Item(f"{day}.jpg", "窗口", DateSpan(day, day)) for day in days]
    items.append(Item("undated.jpg", "窗口", None))
    made = grid(requirement.artefacts[1], 1, items, _context(date(2020, 10, 1)))
    assert [(cell.category, cell.have) for cell in made.cells] == [("窗口", 3)]
    assert [(s.path, s.misfit) for s in made.strays] == [
        ("2017-12-31.jpg", Misfit.OUTSIDE_PERIOD),
        ("2021-01-01.jpg", Misfit.OUTSIDE_PERIOD),
    ]


def test_a_vouched_for_pdf_fills_the_grid() -> None:
    items = [Item("a.pdf", None, None, checked=True, whole=True)]
    cells = grid(_photos(), 0, items, _context(date(2018, 5, 1))).cells
    assert {c.status for c in cells} == {Status.READY}


def test_what_comes_from_above_is_awaited(pack: Pack) -> None:
    requirement = pack.find("Ⅲ-60/2")
    assert requirement is not None
    made = grid(requirement.artefacts[0], 0, [], _context(date(2020, 10, 1)))
    assert [c.status for c in made.cells] == [Status.AWAITING]
