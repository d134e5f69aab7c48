"""An event in a line: where there is little room its date is shortened to what is known, and never in the middle of a word."""

from __future__ import annotations

import pytest

from liberation_cli.chronology.search import Fragment
from liberation_cli.views.event_line import event_line
from tests.views.drawing import entry, page, text_of

DATES = [
    ("1944-06-04/1944-06-05", "4–5 Jun 1944", "4–5 Jun 1944"),
    ("1944-05-28/1944-05-30", "28–30 May 1944", "28–30 May 1944"),
    ("1944-05-31/1944-06-05", "31 May – 5 Jun 1944", "31 May 1944 –"),
    ("1943-10/1945-04-30", "Oct 1943 –", "Oct 1943 –"),
    ("1943-11~/1944-03", "Nov 1943 – Mar 1944", "Nov 1943 –"),
    ("1944-03-17?", "17 Mar 1944", "17 Mar 1944"),
    ("1944-06-10/..", "from 10 Jun 1944", "10 Jun 1944 –"),
    ("/1846-02-14", "until 14 Feb 1846", "– 14 Feb 1846"),
    ("1945-12-26~", "about 26 Dec 1945", "26 Dec 1945"),
]


@pytest.mark.parametrize(("date", "wide", "narrow"), DATES)
def test_a_date_is_shortened_to_what_is_known_of_it(date: str, wide: str, narrow: str) -> None:
    for width, told in ((60, wide), (36, narrow)):
        event = entry(date)
        line = text_of(event_line(event, (Fragment("It", matched=False),), page(width)))
        assert line[: 20 if width == 60 else 14].rstrip() == told
        assert line.rstrip().endswith("It")
