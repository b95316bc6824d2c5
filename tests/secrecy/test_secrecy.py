"""No marked file is passed over and no innocent one accused; `pytest tests/secrecy`."""

from collections.abc import Sequence

from secrecy.innocent import Harmless
from secrecy.judged import Judged, Verdict
from secrecy.marked import Made
from secrecy.sets import MAX_DOUBTFUL_SHARE, Innocent, Marked


def assert_each_has_a_name_of_its_own(files: Sequence[tuple[Made | Harmless, Judged]]) -> None:
    names = [file.name for file, _ in files]
    assert len(set(names)) == len(names)


def test_no_marked_file_is_silent_and_none_that_is_doubtful_is_certain() -> None:
    files = Marked.made()
    assert len(files.files) >= 400
    assert_each_has_a_name_of_its_own(files.files)
    assert [j for j in files.doubts if j.verdict is Verdict.CERTAIN] == []
    assert files.silent == []


def test_no_known_wording_is_silent_anywhere_and_none_that_is_doubtful_is_certain() -> None:
    files = Marked.known()
    assert len(files.files) >= 700
    assert_each_has_a_name_of_its_own(files.files)
    assert [j for j in files.doubts if j.verdict is Verdict.CERTAIN] == []
    assert files.silent == []


def test_hardly_any_innocent_file_is_doubtful_and_none_certain() -> None:
    files = Innocent.made()
    assert_each_has_a_name_of_its_own(files.files)
    assert files.certain == []
    assert files.doubtful_share <= MAX_DOUBTFUL_SHARE
    assert len(files.files) >= 500


def test_no_innocent_file_of_a_few_signs_is_certain() -> None:
    assert Innocent.short().certain == []
