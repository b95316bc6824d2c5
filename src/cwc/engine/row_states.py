"""What each row of 材料登记.xlsx still lacks, as the folder has it now."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from cwc.model.artefact import Kind
from cwc.model.caption import Field
from cwc.model.grid import SAID_IN_CAPTION, Misfit
from cwc.model.view import SubmissionView
from cwc.naming.captions import received_date
from cwc.register.follow import GONE, Fate
from cwc.register.rows import Rows
from cwc.register.sheets import ACTIVITIES, CATEGORY, PHOTOS, USED_FOR, Entry, Register
from cwc.rules.caption_incomplete import lacking
from cwc.scaffold.telling import Telling, Words, activity_of
from cwc.text.dates import DateSpan
from cwc.text.names import stem

LACKS = "缺：{words}"
WHOLE = "齐了"
AS_ACTIVITY = "照“活动”表"
FROM_CAMERA = "时间是相机记的，请核对"
CHANGED = "照片的内容变了，请核对"
SECRET = "先照 cwc check 处理密级标志"
SEE_CHECK = "放不进去，原因见 cwc check"
UNCLEAR = {
    Misfit.SECOND_ROW: "重复：前面已经登记过，这一行没有用上",
    Misfit.AMBIGUOUS_ROW: "重名：对应几张不同的照片，请写全路径",
    Misfit.ROW_WITHOUT_FILE: "找不到这个文件夹：改名，或删去这一行",
}
NO_ANSWER = "（“{said}”不算）"
NAMED = "（名字里有{when}，是不是？）"
_BEGINNINGS = (
    *(LACKS.format(words=""), WHOLE, AS_ACTIVITY, GONE, SECRET, SEE_CHECK),
    *UNCLEAR.values(),
)
# The heading under which it would be said what a file lacks that counts nowhere.
_SAID_UNDER = {
    Misfit.NO_REQUIREMENT: USED_FOR,
    Misfit.AMBIGUOUS_REQUIREMENT: USED_FOR,
    Misfit.UNKNOWN_FOLDER: USED_FOR,
    Misfit.UNKNOWN_CODE: USED_FOR,
    Misfit.UNUSED_ACTIVITY: USED_FOR,
    Misfit.NO_CATEGORY: CATEGORY,
    Misfit.NO_OCCASION: CATEGORY,
    **{misfit: field.value for misfit, field in SAID_IN_CAPTION.items()},
}


@dataclass(frozen=True)
class State:
    """What is to be said of a row: by heading what it lacks, with more words; or else how it is."""

    lacks: Mapping[str, str]
    notes: tuple[str, ...]

    def text(self, named: Callable[[str], str]) -> str:
        """The state in words, with the headings as the sheet has them."""
        words = "、".join(named(heading) + more for heading, more in self.lacks.items())
        return "；".join([*([LACKS.format(words=words)] if words else []), *self.notes])


def is_ours(text: str) -> bool:
    """Whether a cell says what cwc writes there; what else it says is the clerk's."""
    return text.startswith(_BEGINNINGS)


@dataclass(frozen=True)
class States:
    """The states of a register's rows; `view` is the folder as they have it.

    `fates` are what became of the photos by their rows' numbers, `secret` the files with a mark.
    """

    register: Register
    telling: Telling
    view: SubmissionView
    fates: Mapping[int, Fate]
    secret: Set[str]

    @cached_property
    def paths(self) -> dict[int, str]:
        """The first file that each photo row speaks of, by the row's number."""
        found: dict[int, str] = {}
        for path in self.telling.files:
            if row := self._rows.own(path):
                found.setdefault(row.number, path)
        return found

    def photo(self, row: Entry) -> State:
        """The state of a photo's row."""
        fate, path = self.fates.get(row.number), self.paths.get(row.number)
        if path is None:
            misfit = self._misfits.get(row.number)
            return State({}, (GONE if fate is Fate.GONE or not misfit else UNCLEAR[misfit],))
        if path in self.secret:
            return State({}, (SECRET,))
        changed = (CHANGED,) if fate is Fate.CHANGED else ()
        if self._shares(path):
            return State({}, (AS_ACTIVITY, *changed))
        told, camera = self.telling.of_photo(path), self.telling.camera_of_photo(path)
        notes = (*_camera_notes(row, told, camera), *changed)
        return self._state([path], notes)

    def activity(self, row: Entry) -> State:
        """The state of an activity's row, which speaks for photos without words of their own."""
        if misfit := self._rows.misfits(ACTIVITIES).get(row.number):
            return State({}, (UNCLEAR[misfit],))
        paths = self._shared[row.number]
        if not paths:
            return State({}, ())
        folder = activity_of(paths[0])
        told = self.telling.of_activity(folder)
        camera = self.telling.camera_of_activity(folder, paths)
        return self._state(paths, _camera_notes(row, told, camera))

    def _state(self, paths: list[str], notes: tuple[str, ...]) -> State:
        lacks: dict[str, str] = {}
        for path in paths:
            lacks |= self._lacks.get(path, {})
        if lacks:
            return State(lacks, notes)
        astray = any(path in self._astray for path in paths)
        return State({}, (SEE_CHECK if astray else WHOLE, *notes))

    def _shares(self, path: str) -> bool:
        """Whether the row of its activity says what a photo is for."""
        own = self._rows.own(path)
        return self._rows.activity(path) is not None and not (own and own.codes)

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self.register, self.telling.files)

    @cached_property
    def _misfits(self) -> dict[int, Misfit]:
        return self._rows.misfits(PHOTOS)

    @cached_property
    def _shared(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for path in self.telling.photos:
            activity = self._rows.activity(path)
            if activity and self._shares(path):
                found[activity.number].append(path)
        return found

    @cached_property
    def _astray(self) -> set[str]:
        return {stray.path for stray in self.view.strays}

    @cached_property
    def _lacks(self) -> dict[str, dict[str, str]]:
        """By path, what would have to be said of a photo: by heading, with more words."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for file in self.view.files:
            for use in file.uses(Kind.PHOTOS):
                day = use.when or received_date(stem(file.path))
                for lack in lacking(use, self.view.context):
                    field = lack.fields[0]
                    found[file.path][field.value] = _more(field, lack.said, day)
        for stray in self.view.strays:
            if heading := _SAID_UNDER.get(stray.misfit):
                found[stray.path].setdefault(heading, "")
        return found


def _more(field: Field, said: str, when: DateSpan | None) -> str:
    """What to add to a heading: the words that stand there, the day that a name gives away."""
    if said:
        return NO_ANSWER.format(said=said)
    return NAMED.format(when=when) if when and field is Field.TIME else ""


def _camera_notes(row: Entry, told: Words, camera: Words) -> tuple[str, ...]:
    time = Field.TIME.value
    same = time in camera and row.caption.values.get(Field.TIME) == camera[time]
    return (FROM_CAMERA,) if same and time not in told else ()
