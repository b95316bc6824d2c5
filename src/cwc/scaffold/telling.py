"""What folders and file names say for a row of 材料登记.xlsx, read as placing reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cwc.model.artefact import Kind
from cwc.model.caption import Caption, Field
from cwc.model.pack import Pack
from cwc.model.view import Placement
from cwc.naming.captions import caption_from_name
from cwc.placing.clues import Clues, in_activities
from cwc.placing.placer import Placer
from cwc.register.rows import Rows
from cwc.register.sheets import CATEGORY, USED_FOR, Register
from cwc.text.dates import DateSpan, find_date

# By canonical heading, what a row says.
Words = dict[str, str]

# The words that settle where a photo counts.
PLACING = {CATEGORY, USED_FOR}
_SEVERAL = "；"
FORMULA_SIGNS = ("=", "+", "-", "@")


def activity_of(path: str) -> str:
    """The folder in 活动 that a file lies in; "" when it lies in none."""
    return path.split("/")[1] if in_activities(path) and path.count("/") > 1 else ""


@dataclass(frozen=True)
class Telling:
    """What can be told of a submission's files without its register.

    `files` are the sha256 by path, `photos` those that rows are for, `taken` the days that cameras
    noted.
    """

    files: Mapping[str, str]
    photos: Sequence[str]
    taken: Mapping[str, DateSpan]
    pack: Pack
    assigned: frozenset[str]

    def placer(self, register: Register) -> Placer:
        """Places the files by a register, and by nothing that cwc.yaml adds to captions."""
        return Placer(self.pack, self.assigned, Rows(register, self.files), {})

    def of_photo(self, path: str) -> Words:
        """What names and folders say of a photo."""
        uses = self._uses(path)
        said = {
            CATEGORY: _SEVERAL.join(dict.fromkeys(u.category for u in uses if u.category)),
            USED_FOR: _SEVERAL.join(dict.fromkeys(u.requirement for u in uses)),
        }
        caption = uses[0].caption if uses else self._clues(path).caption()
        return _words(caption) | {h: text for h, text in said.items() if text}

    def of_activity(self, folder: str) -> Words:
        """What an activity's folder says in its name."""
        return _words(caption_from_name(folder))

    def camera_of_photo(self, path: str) -> Words:
        """The time that the camera noted, where a time is asked for and no name says another."""
        day, uses = self.taken.get(path), self._uses(path)
        if day is None or (uses and not any(map(self._asks_time, uses))):
            return {}
        said = [use.when for use in uses] or [self._clues(path).when(Caption())]
        meets = all(when is None or when.start <= day.start <= when.end for when in said)
        return {Field.TIME.value: str(day)} if meets else {}

    def camera_of_activity(self, folder: str, paths: Sequence[str]) -> Words:
        """The one day that cameras noted of an activity whose name says none."""
        days = {self.taken[path] for path in paths if path in self.taken}
        one = len(days) == 1 and not find_date(folder)
        return {Field.TIME.value: str(*days)} if one else {}

    @cached_property
    def _names(self) -> Placer:
        return self.placer(Register())

    def _uses(self, path: str) -> list[Placement]:
        return [u for u in self._names.place(path).placements if u.kind is Kind.PHOTOS]

    def _clues(self, path: str) -> Clues:
        return Clues(path, 0, (), self.pack, Caption())

    def _asks_time(self, use: Placement) -> bool:
        requirement = next(r for r in self.pack.requirements if r.code == use.requirement)
        artefact, fields_of = requirement.artefacts[use.artefact], self.pack.header.fields_of
        asked = (field for label in artefact.caption_labels for field in fields_of(label))
        return artefact.is_by_period or Field.TIME in asked


def _words(caption: Caption) -> Words:
    """A caption by heading, without what a program might take for a formula."""
    said = caption.values.items()
    return {field.value: text for field, text in said if not text.startswith(FORMULA_SIGNS)}
