"""No marked file is passed over and no innocent one accused; `pytest tests/secrecy`."""

from secrecy.innocent import harmless
from secrecy.judged import Verdict
from secrecy.known import known
from secrecy.marked import made
from secrecy.sets import MAX_DOUBTFUL_SHARE, Innocent, Marked


def test_no_marked_file_is_silent_and_none_that_is_doubtful_is_certain() -> None:
    files = Marked.made()
    assert [j for j in files.doubts if j.verdict is Verdict.CERTAIN] == []
    assert files.silent == []


def test_no_known_wording_is_silent_anywhere_and_none_that_is_doubtful_is_certain() -> None:
    files = Marked.known()
    assert [j for j in files.doubts if j.verdict is Verdict.CERTAIN] == []
    assert files.silent == []


def test_hardly_any_innocent_file_is_doubtful_and_none_certain() -> None:
    files = Innocent.made()
    assert files.certain == []
    assert files.doubtful_share <= MAX_DOUBTFUL_SHARE
    assert len(files.files) >= 500


def test_no_innocent_file_of_a_few_signs_is_certain() -> None:
    assert Innocent.short().certain == []


def test_the_files_are_many_and_each_has_a_name_of_its_own() -> None:
    marked = [file.name for file in (*made(), *known())]
    innocent = [file.name for file in harmless()]
    assert len(marked) >= 600
    assert len(set(marked + innocent)) == len(marked + innocent)
