"""A window is shared out so that each part has its lines, and none has more than there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.explorer.layout import Layout, share_out


@given(st.integers(30, 250), st.integers(12, 80), st.integers(0, 40))
def test_nothing_takes_more_than_there_is(width: int, height: int, tracks: int) -> None:
    layout = share_out(width, height, tracks)
    main = height - 3 - layout.lanes_height
    assert layout.lanes_height >= 2
    assert main >= 3
    assert layout.list_width <= width
    assert (layout.list_height or 0) + layout.day_height < main


def test_the_windows_that_people_have() -> None:
    assert share_out(80, 24, 9) == Layout(False, 11, 36, None, 0)
    assert share_out(120, 40, 9) == Layout(False, 11, 54, None, 11)
    assert share_out(200, 50, 9) == Layout(False, 20, 80, None, 11)
    assert share_out(40, 20, 9) == Layout(True, 4, 40, 5, 0)
