"""Secrecy marks that were found in a submission, and what only looks like one."""

from cwc.model.base import Frozen
from cwc.model.place import Where
from cwc.model.settings import Voucher


class Marked(Frozen):
    """A mark's own words in the file at `path`; `certain`, or of the shape of one.

    `text` is the exact text that it stands in when that is no file's content: a name, a caption, a
    cell of the register, a setting. `voucher` is somebody's word that a doubtful one is none.
    """

    path: str
    where: Where
    words: str
    certain: bool
    text: str | None
    voucher: Voucher | None
