"""The journey line by line: what is typed, and the whole of what is answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.errors import LiberationError
from liberation_cli.explorer.conversation import Conversation
from liberation_cli.explorer.guide import Guide
from tests.conftest import WriteChronology
from tests.views.drawing import texts, widest


class Talk:
    """A conversation, and what was exported in it."""

    def __init__(self, chronology: Chronology, start: str = "", width: int = 80) -> None:
        self.exported: list[tuple[list[int], Path]] = []
        guide = Guide(chronology)
        self.conversation = Conversation(guide, guide.set_out(start), self._export, width)

    def _export(self, chronology: Chronology, positions: Sequence[int], path: Path) -> str:
        assert len(chronology)
        self.exported.append((list(positions), path))
        return "without some things" if path.suffix == ".csv" else ""

    def say(self, typed: str) -> list[str]:
        return texts(self.conversation.answer(typed))


@pytest.fixture
def talk(small_chronology: Path) -> Iterator[Talk]:
    with Chronology(small_chronology) as chronology:
        yield Talk(chronology)


AT_ROME = [
    "Sunday 4 June 1944",
    "The fall of Rome, 4–5 June 1944, Rome, The war on land",
    "The city is entered on the 4th and held by the 5th.",
    "Event 5 of 9. Read tells all of it.",
]


def test_the_first_words_say_what_it_is_and_where_one_is(talk: Talk) -> None:
    assert texts(talk.conversation.open()) == [
        "A small war. 9 events, 3 September 1943 – 2 May 1945.",
        "Type help for what can be said, quit to leave.",
        "",
        "Friday 3 September 1943",
        "The Campaign in Italy, 3 September 1943 – 2 May 1945, The war on land",
        "Twenty months, from the toe to the Alps.",
        "Event 1 of 9. Read tells all of it.",
    ]
    assert talk.conversation.prompt == "3 September 1943> "


SAID = [
    ("day 4 June 1944", AT_ROME, "a day"),
    ("day rome", AT_ROME, "an event"),
    ("DAY  1944-06-04 ", AT_ROME, "in any case, with any spaces"),
    ("da 4 June 1944", AT_ROME, "the start of a verb"),
    ("next 4", AT_ROME, "events of the list"),
    ("", [], "nothing"),
]


@pytest.mark.parametrize(("typed", "answer", "remark"), SAID)
def test_one_goes_to_a_day_or_an_event(talk: Talk, typed: str, answer: list[str], remark: str) -> None:
    assert talk.say(typed) == answer, remark


LENGTHS = [
    ("later", "5 June 1944"),
    ("later 3", "7 June 1944"),
    ("later 2 weeks", "18 June 1944"),
    ("later 1 month", "4 July 1944"),
    ("earlier 1 year", "3 September 1943"),
    ("earlier week", "28 May 1944"),
]


@pytest.mark.parametrize(("typed", "day"), LENGTHS)
def test_one_goes_on_by_days_weeks_and_months(talk: Talk, typed: str, day: str) -> None:
    talk.say("day rome")
    talk.say(typed)
    assert talk.conversation.prompt == f"{day}> "


def test_names_on_a_card_bear_numbers_that_open_them_and_back_leads_back(talk: Talk) -> None:
    card = talk.say("open florence")
    assert "  The battle for Florence" in card
    numbered = next(line for line in card if "The bridges of Florence are blown [" in line)
    number = numbered.rpartition("blown [")[2].partition("]")[0]
    assert "  The bridges of Florence are blown" in talk.say(f"open {number}")
    assert talk.say("back")[1].startswith("The battle for Florence")
    assert talk.say("forward")[1].startswith("The bridges of Florence")


def test_a_place_and_a_person_on_a_card_narrow_the_list(talk: Talk) -> None:
    talk.say("open rome")
    assert talk.say("open 1")[0] == "1 event (Rome)."
    assert talk.say("all")[0] == "9 events."
    assert talk.say("person fifth army")[0] == "1 event (fifth army)."


def test_the_list_is_narrowed_by_words_track_kind_and_place(talk: Talk) -> None:
    assert talk.say("search bridges") == [
        "2 events (“bridges”).",
        "The fall of Rome [1], 4–5 June 1944, Rome",
        "The bridges of Florence are blown [2], 3 August 1944, Florence",
        "Events 1 to 2 of 2; that is the last.",
    ]
    assert talk.say("place florence")[0] == "1 event (“bridges”, florence)."
    assert talk.say("place")[0] == "2 events (“bridges”)."
    assert talk.say("search")[0] == "9 events."
    assert talk.say("track home")[0] == "4 events (Life at home)."
    assert talk.say("kind raid")[0] == "1 event (Life at home, raid)."
    assert talk.say("search xyzzy") == [
        "0 events (“xyzzy”, Life at home, raid).",
        "Nothing matches; all shows all events again.",
    ]
    assert talk.say("where")[-1] == "Nothing matches; all shows all events again."
    assert talk.say("list") == ["Nothing matches; all shows all events again."]


def test_the_list_says_which_part_of_it_is_told(talk: Talk) -> None:
    talk.say("day d-day")
    assert talk.say("list")[-1] == "Events 6 to 9 of 9; that is the last."


def test_a_day_on_which_nothing_begins_says_so_before_it_names_an_event(talk: Talk) -> None:
    talk.say("day 12 June 1944")
    assert talk.say("kind landing")[0] == "1 event (landing)."
    assert talk.say("where")[:3] == [
        "Monday 12 June 1944",
        "Nothing of the list begins on this day. The last event before it:",
        "D-Day, 6 June 1944, Normandy, The war on land",
    ]
    assert talk.say("earlier 1 month")[1] == "Nothing of the list has begun by this day. The first event after it:"


def test_where_several_events_may_be_meant_each_is_named_with_a_number(talk: Talk) -> None:
    assert talk.say("open r") == [
        "“r” may be any of 3 events. Each has a number: open 1 opens the first.",
        "Partisan raid near Forlì [1], 17 March 1944 (uncertain)",
        "Rationing is tightened [2], May 1944",
        "The fall of Rome [3], 4–5 June 1944",
    ]
    assert talk.say("open 2")[0] == "  Rationing is tightened"


def test_a_name_with_a_comma_or_an_and_in_it_can_be_compared(write_chronology: WriteChronology) -> None:
    events: list[dict[str, Any]] = [
        {"id": "a", "title": "Bread and butter", "aliases": ["bread and butter"], "date": "1944-06-01", "summary": "S."},
        {"id": "b", "title": "Salt", "date": "1944-06-02", "summary": "S."},
        {"id": "c", "title": "Pepper", "date": "1944-06-03", "summary": "S."},
    ]
    with Chronology(write_chronology(events)) as chronology:
        talk = Talk(chronology, "c")
        compared = talk.say("compare bread and butter, and salt")
        assert [line for line in compared if line.endswith(".")] == [
            "  Pepper came 2 days after Bread and butter.",
            "  Pepper came 1 day after Salt.",
            "  Bread and butter came 1 day before Salt.",
        ]


def test_numbers_stand_beside_names_in_lines_that_are_full(write_chronology: WriteChronology) -> None:
    forces = [f"Army of the {name}" for name in ("North", "East", "South", "West", "Centre", "Coast")]
    event: dict[str, Any] = {
        "id": "one",
        "title": "One",
        "date": "1944",
        "summary": "S.",
        "forces": {"allied": forces},
        "people": ["A. B."],
    }
    with Chronology(write_chronology([event])) as chronology:
        card = Talk(chronology).say("read")
    assert card[card.index("  How sure    Known to the year.") + 1 :] == [
        "  Forces      Allied: Army of the North [1], Army of the East [2], Army of the",
        "              South [3], Army of the West [4], Army of the Centre [5], Army of",
        "              the Coast [6]",
        "  People      A. B. [7]",
        "  Called      one",
    ]


def test_there_is_nowhere_to_go_back_to_before_anything_has_been_opened(talk: Talk) -> None:
    nowhere = ["There is nowhere to go: open leads on, and back leads back from there."]
    assert talk.say("back") == nowhere
    assert talk.say("forward") == nowhere


def test_a_day_is_told_on_every_track(talk: Talk) -> None:
    talk.say("day rome")
    assert talk.say("meanwhile") == [
        "The war on land: The Campaign in Italy [1], 3 September 1943 – 2 May 1945; The",
        "fall of Rome [2], 4–5 June 1944, Rome",
        "Life at home: nothing under way",
        "The war at sea: nothing under way",
    ]


def test_events_are_compared_by_name_by_number_and_by_marks(talk: Talk) -> None:
    talk.say("day rome")
    sentence = "  The fall of Rome came 1 day before D-Day."
    assert talk.say("compare d-day")[0] == sentence
    talk.say("list")
    assert talk.say("compare 2")[0] == sentence
    assert talk.say("mark") == ["1 event marked."]
    talk.say("next")
    assert talk.say("mark") == ["2 events marked."]
    assert talk.say("compare")[0] == sentence
    assert talk.say("clear") == ["No event is marked."]
    assert len([line for line in talk.say("compare rome, florence and d-day") if "came" in line or "before" in line]) > 1


def test_the_list_is_exported_only_when_it_is_asked_for(talk: Talk) -> None:
    talk.say("search bridges")
    assert talk.exported == []
    assert talk.say("export mine.json") == ["2 events exported to mine.json."]
    assert talk.say("export mine.csv") == ["2 events exported to mine.csv, without some things."]
    assert talk.exported == [([5, 9], Path("mine.json")), ([5, 9], Path("mine.csv"))]


REFUSED = [
    ("fly", "“fly” is nothing that can be said here", "type help for what can be said"),
    ("l", "“l” is nothing that can be said here", "did you mean later or list?"),
    ("\x1b[2J", "“\\u001b[2j” is nothing that can be said here", "type help for what can be said"),
    ("day", "day takes a date or an event", "day 4 June 1944"),
    ("day 06/05/1944", "“06/05/1944” may be 6 May 1944 or 5 June 1944", None),
    ("day 30 February 1944", None, None),
    ("open utopia", "no event goes by “utopia”", None),
    ("open 99", "nothing bears the number 99", "read and list give numbers"),
    ("open 0", "nothing bears the number 0", None),
    ("open 123456789012345", "nothing bears the number 12345678901…", None),
    ("day 1999", "nothing is told of 1999", "the chronology goes from 3 September 1943 to 2 May 1945"),
    ("day March 1943", "nothing is told of March 1943", None),
    ("later soon", "“soon” is no length of time", None),
    ("next -1", "“-1” is no number of events", None),
    ("next ²", "“²” is no number of events", None),
    ("compare", "a comparison takes two different events or more", None),
    ("search NOT rome", None, None),
    ("track moon", "there is no track “moon”", None),
    ("export", "export takes the name of a file", None),
]


@pytest.mark.parametrize(("typed", "message", "hint"), REFUSED)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    talk: Talk, typed: str, message: str | None, hint: str | None
) -> None:
    before = talk.say("where")
    with pytest.raises(LiberationError) as refused:
        talk.say(typed)
    if message is not None:
        assert refused.value.message == message
    if hint is not None:
        assert refused.value.hint == hint
    assert talk.say("where") == before


def test_help_tells_every_verb(talk: Talk) -> None:
    told = "\n".join(talk.say("help"))
    for name, verb in talk.conversation.verbs.items():
        assert f"{name} {verb.takes}".strip() + f": {verb.does}" in told.replace("\n", " ")


def test_quit_ends_it(talk: Talk) -> None:
    assert not talk.conversation.ended
    assert talk.say("quit") == []
    assert talk.conversation.ended


@pytest.mark.parametrize(
    "typed", ["where", "read", "next", "list", "meanwhile", "back", "search x", "mark", "day 1944", "help"]
)
def test_everything_can_be_said_to_any_chronology_in_any_window(any_path: Path, typed: str) -> None:
    with Chronology(any_path) as chronology:
        for width in (30, 80):
            talk = Talk(chronology, width=width)
            assert widest(talk.conversation.open()) <= width
            assert widest(talk.conversation.answer(typed)) <= width
            talk.say("where")
