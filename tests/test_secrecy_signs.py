"""What the eye does not see makes no difference to what is a mark: one normaliser for all."""

import unicodedata
from pathlib import Path

import pytest
from conftest import read_yaml
from hypothesis import given
from hypothesis import strategies as st

from cwc.readers.search.signs import ENCODINGS, speaks
from cwc.text.secrecy import SIGNS, as_read, find_marks

CERTAIN = read_yaml(Path(__file__).parent / "marks.yaml")["certain"]
# What begins and ends text from right to left changes what is seen.
TURNING = "\u202d\u202e\u202c\u2066\u2067\u2068\u2069"
UNSEEN = [
    sign
    for sign in map(chr, range(0x2_0000))
    if unicodedata.category(sign) in {"Cf", "Mn", "Me"} and sign not in TURNING
]
PLACES = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(UNSEEN)), min_size=1, max_size=12)


@given(text=st.sampled_from(CERTAIN), added=PLACES)
def test_unseen_signs_anywhere_hide_no_mark(text: str, added: list[tuple[int, str]]) -> None:
    hidden = text
    for at, sign in added:
        hidden = hidden[:at] + sign + hidden[at:]
    assert as_read(hidden) == as_read(text)
    assert any(mark.certain for mark in find_marks([hidden]))


@given(text=st.text())
def test_what_is_read_has_one_form_of_each_sign(text: str) -> None:
    assert not {unicodedata.category(sign) for sign in as_read(text)} & {"Cf", "Mn", "Me"}
    assert not set(as_read(text)) & set("祕機絕絶宻級長啓啟\u115f\u3164\u2800\r\v\f")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_found_in_every_encoding(sign: str, encoding: str) -> None:
    form = sign.encode(encoding, "ignore")
    assert not form.isascii() or not form
    assert speaks(b"<a>" + form + b"</a>") == bool(form)
