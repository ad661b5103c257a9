"""What Qt cannot hold is cleaned out before it reaches the page."""

from hypothesis import given
from hypothesis import strategies as st

from muse_desktop.ui.page.text import cleaned


@given(st.text(alphabet=st.characters(codec=None), max_size=30))
def test_cleaning_twice_is_cleaning_once_and_leaves_what_can_be_stored(text):
    once = cleaned(text)
    assert cleaned(once) == once
    once.encode("utf-8")
    assert not set(once) & set("\r\u2028\u2029\x00\ufdd0\ufdd1\ufffc")
