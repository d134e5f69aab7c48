"""Every key, on every chronology and in every window: what it does, seen on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.command import CommandList

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.errors import LiberationError
from liberation_cli.explorer import keys
from liberation_cli.explorer.panes import TextPane
from tests.explorer.driving import MIDDLE, NARROW, SIZES, WIDE, Driver, drive, exploring
from tests.views.drawing import texts, widest

with Chronology() as bundled:
    ALL = f"{len(bundled):,} events"
    FIRST = date.fromordinal(bundled.span.first if bundled.span else 0).isoformat()
PRESSED = [key for group in keys.GROUPS.values() for one in group for key in one.keys.split(",")]


def text_of(pane: TextPane) -> str:
    """What a pane holds, in sight or not, as one line."""
    return " ".join(" ".join(texts(pane._lines)).split())


def day_of(driver: Driver) -> str:
    return date.fromordinal(driver.app.journey.day).isoformat()


async def choose_command(driver: Driver, words: str) -> None:
    await driver.press("ctrl+p")
    await driver.type(words)
    while driver.app.screen.query_one(CommandList).option_count != 1:
        await driver.pilot.pause()
    await driver.press("enter")
    await driver.pilot.pause()
    await driver.settle()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_key_can_be_pressed_on_every_chronology(any_path: Path, size: tuple[int, int]) -> None:
    async def journey() -> None:
        async with exploring(any_path, size) as driver:
            for key in PRESSED:
                if key in ("q", "ctrl+q"):
                    continue
                await driver.press(key)
                if len(driver.app.screen_stack) > 1 or driver.app.query_one("#search").display:
                    assert driver.text.strip()
                    await driver.press("escape")
                assert len(driver.app.screen_stack) == 1, key
                if driver.app.player.is_playing:
                    await driver.press("space")
                assert len(driver.screen) == size[1]

    drive(journey)


def test_the_first_screen_has_the_timeline_the_list_the_card_and_the_day() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            text = driver.text
            for part in ("Italian front ", "▌ 4–5 Jun 1944", "Mark Clark's Fifth Army", "Sunday 4 June 1944 on every track"):
                assert part in text
            assert ALL in driver.screen[0]

    drive(journey)


@pytest.mark.parametrize(
    ("pressed", "day"),
    [
        ("left", "1944-06-03"),
        ("right", "1944-06-05"),
        ("shift+left", "1944-05-28"),
        ("shift+right", "1944-06-11"),
        ("left_square_bracket", "1944-05-28"),
        ("right_square_bracket", "1944-06-11"),
        ("pageup", "1944-05-04"),
        ("pagedown", "1944-07-04"),
        ("home", FIRST),
    ],
)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_keys_travel_through_time(pressed: str, day: str, size: tuple[int, int]) -> None:
    async def journey() -> None:
        async with exploring(size=size) as driver:
            await driver.press(pressed)
            assert day_of(driver) == day
            when = date.fromisoformat(day)
            assert f"{when.day} {when:%B %Y}" in driver.screen[0]

    drive(journey)


def test_the_timeline_the_list_and_the_day_follow() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            await driver.press("right", "right")
            assert driver.title == "D-Day"
            assert any(line.startswith("▌ 6 Jun 1944") for line in driver.screen)
            assert "Tuesday 6 June 1944 on every track" in driver.text
            assert "Operation Frantic" in driver.text

    drive(journey)


def test_next_and_previous_go_from_event_to_event() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            await driver.press("n")
            assert driver.title == "La Storta massacre"
            await driver.press("p", "p")
            assert driver.title == "Great Synagogue of Rome reopened"
            await driver.press("down", "down", "up", "j", "k")
            assert driver.title == "Liberation of Rome"
            await driver.press("end")
            last = driver.title
            await driver.press("n")
            assert driver.title == last

    drive(journey)


def test_keys_pressed_faster_than_they_are_answered_all_count() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            await driver.pilot.press(*["right"] * 20, *["n"] * 5)
            await driver.settle()
            pressed_fast = driver.app.journey
        async with exploring() as driver:
            await driver.press(*["right"] * 20, *["n"] * 5)
            assert driver.app.journey == pressed_fast

    drive(journey)


def test_searching_narrows_the_list_with_every_letter_and_escape_widens_it() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            await driver.press("slash")
            await driver.type("fosse")
            assert "“fosse”" in driver.screen[0]
            narrowed = driver.app.showing.scene
            assert narrowed is not None
            assert 0 < len(narrowed.positions) < 20
            await driver.press("enter")
            assert not driver.app.query_one("#search").display
            assert "“fosse”" in driver.screen[0]
            await driver.press("escape")
            assert ALL in driver.screen[0]

    drive(journey)


def test_what_is_typed_at_once_after_the_slash_belongs_to_the_search() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            for character in "/fosse":
                key = {"/": "slash"}.get(character, character)
                driver.app.post_message(events.Key(key, character))
            await driver.settle()
            assert driver.app.journey.words == "fosse"
            assert len(driver.app.screen_stack) == 1

    drive(journey)


def test_what_is_typed_at_once_after_the_key_of_a_question_is_its_answer() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            for character in "gd-day":
                key = {"-": "minus"}.get(character, character)
                driver.app.post_message(events.Key(key, character))
            await driver.settle()
            assert " d-day" in driver.text
            await driver.press("enter")
            assert driver.title == "D-Day"

    drive(journey)


def test_what_matched_is_highlighted_in_the_list_and_on_the_timeline() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            await driver.press("slash")
            await driver.type("partis")
            scene = driver.app.showing.scene
            assert scene is not None
            matched = [f.text for page in scene.pages.values() for row in page for f in row.title if f.matched]
            assert matched
            assert {word.casefold() for word in matched} <= {"partisan", "partisans"}
            assert any(lane.matching_counts != lane.counts for lane in scene.lanes)

    drive(journey)


def test_a_search_that_finds_nothing_says_so_in_the_list() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            await driver.press("slash")
            await driver.type("xyzzy")
            assert "Nothing matches. Esc takes a step back." in driver.text
            await driver.press("enter", "c", "n", "p", "e", "s", "escape", "escape")
            assert driver.title

    drive(journey)


def test_a_search_that_makes_no_question_tells_why_and_leaves_the_list() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            await driver.press("slash")
            await driver.type("NOT rome")
            await driver.press("enter")
            assert "there is nothing to look for" in driver.screen[-1]
            assert "“NO”" in driver.screen[0], "the last that made one"

    drive(journey)


def test_filters_are_whole_in_a_narrow_window() -> None:
    async def journey() -> None:
        async with exploring(size=NARROW) as driver:
            await driver.press("f")
            assert "Italian front" in driver.text
            assert "Esc closes" in driver.text
            await driver.press("tab", "down", "down", "down", "down")
            assert "conference" in driver.text

    drive(journey)


def test_filters_narrow_by_track_kind_and_place_at_once() -> None:
    async def journey() -> None:
        async with exploring(size=MIDDLE) as driver:
            await driver.press("f", "down", "space")
            assert driver.app.journey.selection.tracks == ("rome",)
            assert "✓ The city of Rome" in driver.text
            await driver.press("tab", "space")
            assert driver.app.journey.selection.kinds == ("advance",)
            await driver.press("space", "shift+tab", "shift+tab")
            await driver.type("rome")
            assert driver.app.journey.selection.place == "rome"
            await driver.press("escape")
            assert "The city of Rome · rome" in driver.screen[0]
            await driver.press("f", "ctrl+x", "escape")
            assert not driver.app.journey.is_narrowed

    drive(journey)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_two_marked_events_are_compared_and_a_third_joins_them(size: tuple[int, int]) -> None:
    async def journey() -> None:
        async with exploring(size=size) as driver:
            await driver.press("c")
            assert "is marked" in driver.screen[-1]
            assert any("✓" in line for line in driver.screen)
            await driver.press("right", "right", "c")
            shown = " ".join(" ".join(line.strip("│ ") for line in driver.screen).split())
            assert "Liberation of Rome came 1 day before D-Day." in shown
            await driver.press("escape", "n", "c", "escape")
            assert len(driver.app.journey.marks) == 3
            await driver.press("x")
            assert not driver.app.journey.marks
            await driver.press("C")
            assert "mark two events or more" in driver.screen[-1]

    drive(journey)


def test_x_in_the_comparison_clears_the_marks() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            await driver.press("c", "n", "c", "x")
            assert driver.app.journey.marks == ()
            assert len(driver.app.screen_stack) == 1

    drive(journey)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_name_on_a_card_can_be_chosen_and_opened(size: tuple[int, int]) -> None:
    async def journey() -> None:
        async with exploring(size=size, start="clark-on-the-capitol") as driver:
            card = driver.app.query_one("#card", TextPane)
            await driver.press("enter")
            assert card.has_focus
            names: list[str] = []
            where = None
            while where != (card._here, card.scroll_offset.y):
                where = (card._here, card.scroll_offset.y)
                await driver.press("down")
                names += [card.chosen_name] if card.chosen_name and card.chosen_name not in names else []
            assert {name.partition(":")[0] for name in names} == {"event", "place", "person"}
            assert {"place:Rome", "person:Mark Clark"} <= set(names)
            event = next(name for name in names if name.startswith("event:"))
            while card.chosen_name != event:
                await driver.press("up")
            await driver.press("enter")
            with Chronology() as chronology:
                title = chronology.event(event.removeprefix("event:")).title
            assert driver.title == title
            await driver.press("b")
            assert driver.title == "Clark on the Capitol"
            await driver.press("B")
            assert driver.title == title

    drive(journey)


def test_a_place_and_a_person_on_a_card_narrow_the_list() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            await driver.press("enter", "down", "enter")
            assert driver.app.journey.selection.place == "Rome"
            assert "Rome" in driver.screen[0]
            await driver.press("escape", "escape")
            assert not driver.app.journey.is_narrowed

    drive(journey)


def test_opening_an_event_that_the_list_leaves_out_widens_the_list() -> None:
    async def journey() -> None:
        async with exploring(start="liberation-of-rome") as driver:
            await driver.press("slash")
            await driver.type("liberation of rome")
            await driver.press("enter", "g")
            await driver.type("stalingrad")
            await driver.press("escape", "g")
            await driver.type("anzio-landing")
            await driver.press("enter")
            assert driver.title == "Operation Shingle: the Anzio landing"
            await driver.press("b")
            assert driver.title == "Liberation of Rome"

    drive(journey)


def test_going_to_a_day_that_is_typed_and_being_told_what_is_wrong_with_it() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            await driver.press("g")
            await driver.type("06/05/1944")
            await driver.press("enter")
            assert "may be 6 May 1944 or 5 June 1944" in driver.text
            for _ in range(10):
                await driver.press("backspace")
            await driver.type("8 September 1943")
            await driver.press("enter")
            assert day_of(driver) == "1943-09-08"

    drive(journey)


def test_zooming_shows_titles_where_there_is_room() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            timeline = driver.screen[1:12]
            assert not any("D-Day" in line for line in timeline)
            await driver.press(*"zzzzz")
            assert any("● D-Day" in line for line in driver.screen[1:12])
            await driver.press(*["Z"] * 5)
            assert driver.screen[1:12] == timeline

    drive(journey)


def test_playing_goes_on_day_by_day_until_it_is_stopped() -> None:
    async def journey() -> None:
        async with exploring(at="1944-06-04") as driver:
            await driver.press("plus", "plus", "plus", "space")
            assert "▶ 16 days a second" in driver.screen[0]
            await driver.press("minus")
            assert "▶ 8 days a second" in driver.screen[0]
            while day_of(driver) < "1944-06-08":
                await asyncio.sleep(0.02)
                await driver.pilot.pause()
            await driver.press("escape")
            stopped = day_of(driver)
            assert "▶" not in driver.screen[0]
            await asyncio.sleep(0.3)
            assert day_of(driver) == stopped

    drive(journey)


def test_playing_ends_at_the_last_day_and_begins_again_from_the_first() -> None:
    async def journey() -> None:
        async with exploring(at="1945-06-25") as driver:
            await driver.press("plus", "plus", "plus", "space")
            while driver.app.player.is_playing:
                await asyncio.sleep(0.02)
                await driver.pilot.pause()
            assert day_of(driver) == "1945-06-26"
            await driver.press("space", "space")
            assert day_of(driver) < "1943-02-01"

    drive(journey)


def test_the_window_may_change_while_it_plays() -> None:
    async def journey() -> None:
        async with exploring(at="1944-06-04") as driver:
            await driver.press("plus", "space")
            for width, height in (NARROW, WIDE, (20, 8), MIDDLE, (200, 50)):
                await driver.pilot.resize_terminal(width, height)
                await driver.pilot.pause()
                assert len(driver.screen) == height
                assert all(len(line) <= width for line in driver.screen)
            await driver.press("space")
            assert "Italian front" in driver.text

    drive(journey)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_day_is_told_whole_in_the_card_s_place(size: tuple[int, int]) -> None:
    async def journey() -> None:
        async with exploring(size=size) as driver:
            card = driver.app.query_one("#card", TextPane)
            await driver.press("d")
            told = text_of(card)
            assert "Sunday 4 June 1944 on every track" in told
            for part in ("Operation Diadem · 11 May – 4 June 1944", "D-Day · 6 June 1944, 2 days after", "Western Front"):
                assert part in told
            await driver.press("right")
            assert "Monday 5 June 1944 on every track" in text_of(card)
            await driver.press("tab", "down", "enter")
            assert driver.title in text_of(card), "an event that is opened shows its card"
            await driver.press("d", "escape", "escape")
            assert "on every track" not in text_of(card), "Esc goes to the list, and then leaves the day"

    drive(journey)


def test_tab_goes_from_the_list_to_the_card_to_the_day_and_back() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            gone_to = []
            for key in ("tab", "tab", "tab", "shift+tab"):
                await driver.press(key)
                gone_to.append(driver.app.focused.id if driver.app.focused else None)
            assert gone_to == ["card", "day", "list", "day"]
        async with exploring(size=MIDDLE) as driver:
            await driver.press("tab", "tab")
            assert driver.app.focused is driver.app.query_one("#list")

    drive(journey)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_foot_always_tells_of_help_and_cuts_no_message_in_a_word(size: tuple[int, int]) -> None:
    async def journey() -> None:
        async with exploring(size=size) as driver:
            assert "? keys" in driver.screen[-1]
            await driver.press("c")
            told = "1 event is marked; c on another compares them, x clears"
            assert driver.screen[-1].strip() in (told, f"{told[:37]}…")
            await driver.press("x", "b")
            assert driver.screen[-1].strip() == "there is nothing to go back to"
            await driver.press("B")
            assert driver.screen[-1].strip() == "there is nothing to go forward to"

    drive(journey)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_what_is_read_over_the_screen_is_as_wide_as_its_frame_and_turns_by_pages(size: tuple[int, int]) -> None:
    async def journey() -> None:
        async with exploring(size=size) as driver:
            for keys_pressed in (("question_mark",), ("escape", "c", "n", "n", "n", "c")):
                await driver.press(*keys_pressed)
                text = driver.app.screen.query_one("#text", TextPane)
                room = text.scrollable_content_region.width
                assert widest(text._lines) <= room
                await driver.press("pagedown")
                assert text.scroll_offset.y == min(text.size.height, text.max_scroll_y)
                await driver.press("space", "end")
                assert text.scroll_offset.y == text.max_scroll_y
                await driver.press("pageup", "home")
                assert text.scroll_offset.y == 0

    drive(journey)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_question_is_asked_and_refused_in_whole_words(size: tuple[int, int]) -> None:
    async def journey() -> None:
        async with exploring(size=size) as driver:
            await driver.press("e")
            asked = " ".join(" ".join(line.partition("│")[2].partition("│")[0].strip() for line in driver.screen).split())
            assert f"Export {ALL} to (.html .csv .ics .md .geojson .json …)" in asked
            await driver.press("escape", "g")
            await driver.type("monte cas")
            await driver.press("enter")
            told = " ".join(" ".join(line.partition("│")[2].partition("│")[0].strip() for line in driver.screen).split())
            assert "may be any of 4 events" in told
            assert "cassino" in told.partition("events – ")[2]
            for _ in range(10):
                await driver.press("backspace")
            await driver.type("1999")
            await driver.press("enter")
            assert "nothing is told of 1999" in driver.text

    drive(journey)


def test_what_narrows_the_list_is_told_before_its_title_where_there_is_room_for_one_of_them() -> None:
    async def journey() -> None:
        async with exploring(size=NARROW) as driver:
            await driver.press("slash")
            await driver.type("fosse")
            assert driver.screen[0].split("  ")[0].strip() == "3 events · “fosse”"

    drive(journey)


@pytest.mark.parametrize("size", [(4, 12), (6, 12), (30, 3), (80, 6)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_whatever_opens_over_the_screen_opens_in_a_window_too_small_for_it(size: tuple[int, int]) -> None:
    async def journey() -> None:
        async with exploring(size=size) as driver:
            await driver.press("ctrl+p")
            while not driver.app.screen.query_one(CommandList).option_count:
                await driver.pilot.pause()
            await driver.press("down", "escape", "escape")
            for key in ("f", "question_mark", "g", "e", "s", "d", "C"):
                await driver.press(key, "down", "pageup", "pagedown", "escape")
            await driver.pilot.resize_terminal(*MIDDLE)
            await driver.settle()
            assert "Italian front" in driver.text

    drive(journey)


def test_a_narrow_window_names_the_years_of_its_timeline() -> None:
    async def journey() -> None:
        async with exploring(size=NARROW) as driver:
            assert driver.screen[1].split() == ["1943", "1944", "1945"]

    drive(journey)


def test_help_tells_every_key() -> None:
    async def journey() -> None:
        async with exploring(size=(120, 60)) as driver:
            await driver.press("question_mark")
            for group in keys.GROUPS.values():
                for key in group:
                    assert key.told in driver.text
                    assert key.does in driver.text

    drive(journey)


def test_the_palette_has_every_command() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            await choose_command(driver, "a week on")
            assert day_of(driver) == "1944-06-11"

    drive(journey)


def test_the_palette_begins_a_search_and_goes_from_pane_to_pane() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            await choose_command(driver, "search as you type")
            await driver.type("fosse")
            assert driver.app.journey.words == "fosse"
            await driver.press("enter")
            await choose_command(driver, "from the list to the card")
            assert driver.app.focused is driver.app.query_one("#card")

    drive(journey)


def test_the_picture_is_written_where_it_is_asked_for_and_never_over_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def journey() -> None:
        async with exploring() as driver:
            await driver.press("s")
            assert list(tmp_path.glob("*.svg")) == []
            await driver.press("enter")
            assert "saved in liberation-1944-06-04.svg" in driver.screen[-1]
            written = (tmp_path / "liberation-1944-06-04.svg").read_text(encoding="utf-8")
            assert written.startswith("<svg")
            assert "Liberation" in written
            assert "url(" not in written.replace("url(#", "")
            await driver.press("s", "enter")
            assert "is there already" in driver.text
            await driver.press("escape")

    drive(journey)


def test_the_list_is_exported_through_what_the_explorer_was_given() -> None:
    written: list[tuple[int, Path]] = []

    def export(chronology: Chronology, positions: Sequence[int], path: Path) -> str:
        if path.name == "refused.json":
            raise LiberationError("it is refused", "give another name")
        assert f"{len(chronology):,} events" == ALL
        written.append((len(positions), path))
        return "without some things"

    async def journey() -> None:
        async with exploring(export=export) as driver:
            await driver.press("slash")
            await driver.type("fosse")
            await driver.press("enter", "e")
            for _ in range(20):
                await driver.press("backspace")
            await driver.type("refused.json")
            await driver.press("enter")
            assert "it is refused – give another name" in driver.text
            for _ in range(20):
                await driver.press("backspace")
            await driver.type("mine.json")
            await driver.press("enter")
            assert "exported to mine.json, without some things" in driver.screen[-1]

    drive(journey)
    assert [path for _, path in written] == [Path("mine.json")]
    assert 0 < written[0][0] < 20


def test_q_leaves() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            await driver.pilot.press("q")
            await driver.pilot.pause()
            assert driver.app.return_code == 0

    drive(journey)


def test_nothing_of_a_chronology_is_read_as_markup_or_obeyed(chronicle_path: Path) -> None:
    async def journey() -> None:
        async with exploring(chronicle_path, (200, 50)) as driver:
            await driver.press("home")
            seen = ""
            for _ in range(13):
                seen += driver.text
                await driver.press("n")
            assert "[bold]Forlì[/bold]" in seen

    drive(journey)
