"""What is not a key: the mouse, rows that are read when they come into sight, views that fail, and looks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from sqlite3 import DatabaseError

import pytest

from liberation_cli.chronology.chronology import BUNDLED, Chronology
from liberation_cli.explorer.app import Explorer
from liberation_cli.explorer.event_list import EventList
from liberation_cli.explorer.guide import PAGE, Guide
from liberation_cli.explorer.palette import THEMES, Palette
from liberation_cli.explorer.travelling import Start
from liberation_cli.views.event_card import EventCard
from liberation_cli.views.lines import Line
from liberation_cli.views.theme import THEME
from tests.explorer.driving import MIDDLE, Driver, drive, exploring, write_nothing


async def click(driver: Driver, selector: str, x: int, y: int) -> None:
    await driver.pilot.click(selector, offset=(x, y))
    await driver.settle()


def test_a_click_goes_to_a_row_to_a_day_and_to_a_name() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            row = next(y for y, line in enumerate(driver.screen) if "La Storta massacre" in line and y > 12)
            await click(driver, "#list", 30, row - 13)
            assert driver.title == "La Storta massacre"
            await click(driver, "#timeline", 40, 0)
            assert driver.app.journey.day < date(1943, 12, 31).toordinal()
            after = next(line for line in driver.screen if "quit" in line)
            await click(driver, "#foot", after.index("keys"), 0)
            assert "Through time" in driver.text

    drive(journey)


def test_a_click_on_a_bar_opens_its_event() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            await driver.press(*"zzzz")
            lane = next(y for y, line in enumerate(driver.screen) if line.startswith(" Western Front"))
            await click(driver, "#timeline", driver.screen[lane].index("● D-Day"), lane - 1)
            assert driver.title == "D-Day"
            await driver.press("b")
            assert driver.title == "Liberation of Rome"

    drive(journey)


def test_rows_that_come_into_sight_are_read(large_path: Path) -> None:
    async def journey() -> None:
        async with exploring(large_path, MIDDLE) as driver:
            events = driver.app.query_one("#list", EventList)
            assert events.virtual_size.height == 100_000
            events.scroll_to(y=50 * PAGE, animate=False, immediate=True)
            await driver.settle()
            shown = [line[:30] for line in driver.screen[-8:-1]]
            assert all(line.strip() for line in shown)
            assert events._listed.at(50 * PAGE) is not None
            assert events._listed.at(80 * PAGE) is None, "and no others"

    drive(journey)


def test_a_view_that_fails_says_so_in_its_place_and_the_rest_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: EventCard) -> list[Line]:
        raise ZeroDivisionError("no \x1b[2J such scale")

    monkeypatch.setattr(EventCard, "lines", fail)

    async def journey() -> None:
        with Chronology() as chronology:
            app = Explorer(chronology, Start(Guide(chronology).set_out()), write_nothing)
            async with app.run_test(size=(120, 40)) as pilot:
                driver = Driver(app, pilot)
                await driver.press("n")
                assert "This could not be drawn." in driver.text
                assert "\\u001b[2J" in driver.text
                assert "La Storta massacre" in driver.text
            assert len(app.showing.failures) == 2

    drive(journey)


def test_an_index_that_is_damaged_ends_the_screen_with_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> None:
        raise DatabaseError("database disk image is malformed")

    async def journey() -> None:
        with Chronology() as chronology:
            app = Explorer(chronology, Start(Guide(chronology).set_out()), write_nothing)
            async with app.run_test() as pilot:
                await pilot.pause()
                monkeypatch.setattr(Guide, "see", damaged)
                await pilot.press("right")
                await pilot.pause()
                await pilot.pause()
            assert isinstance(app.return_value, DatabaseError)

    drive(journey)


def test_a_file_that_is_changed_while_it_is_explored_is_told_and_nothing_of_it_shown(tmp_path: Path) -> None:
    path = tmp_path / "changing.json"
    path.write_bytes(BUNDLED.read_bytes())

    async def journey() -> None:
        async with exploring(path, start="rome") as driver:
            await driver.press("c", "n", "c", "escape")
            with path.open("ab") as file:
                file.write(b"\n")
            for key in ("n", "C"):
                await driver.press(key)
                assert "was changed while it was read" in driver.screen[-1], key

    drive(journey)


def test_t_takes_each_theme_in_turn() -> None:
    async def journey() -> None:
        async with exploring() as driver:
            seen = [driver.app.theme]
            for _ in THEMES:
                await driver.press("T")
                seen.append(driver.app.theme)
                assert "Liberation of Rome" in driver.text
            assert seen == [*THEMES, THEMES[0]]

    drive(journey)


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_every_style_of_the_views(theme: str) -> None:
    palette = Palette(theme)
    for name in ("accent", "dim", "match", "cursor", "chosen", "faint", "marked", "title", "error"):
        assert str(palette[name]) != "none", name
    told_apart = {str(palette[name]) for name in THEME.styles if name.startswith("track.")}
    assert len(told_apart) == (1 if theme == "no-colour" else 9)


def test_a_list_of_a_hundred_thousand_is_searched_and_played_through(large_path: Path) -> None:
    async def journey() -> None:
        async with exploring(large_path) as driver:
            await driver.press("slash")
            await driver.type("ga")
            found = driver.app.showing.scene
            assert found is not None
            assert 1_000 < len(found.positions) < 100_000
            await driver.press("enter", "n", "n", "end", "home", "pagedown", "z", "z", "escape")
            assert "100,000 events" in driver.screen[0]

    drive(journey)
