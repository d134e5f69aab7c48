"""The page, used in a real browser: Chromium without a window, steered by its driver.

Where they are not installed these tests are left out, unless ``LIBERATION_NEEDS_BROWSER`` is set. On Debian both come with
``apt-get install chromium chromium-driver``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.fold import fold
from liberation_cli.dates import edtf, period, sentence
from liberation_cli.dates.relation import Allen, relate
from liberation_cli.dates.when import When
from liberation_cli.errors import DateError
from liberation_cli.exchange.html.axis import Scale, ticks
from liberation_cli.exchange.html.lanes import Box, place
from tests.conftest import SMALL_EVENTS, SMALL_HEADER
from tests.dates import strategies as dates
from tests.exchange.pages import page_of
from tests.exchange.test_html import boxes, spans
from tests.exchange.trading import exported_from

IDS = [str(record["id"]) for record in SMALL_EVENTS]
SHARED = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""The examples of a property share a page, which does not change."""


STILL = [{"name": "prefers-reduced-motion", "value": "reduce"}]


class Browser:
    """A page in a browser, and what a person does with it."""

    def __init__(self, driver: Chrome, directory: Path) -> None:
        self.driver = driver
        self._directory = directory

    def open(self, page: str, fragment: str = "") -> None:
        path = self._directory / "page.html"
        path.write_text(page, encoding="utf-8")
        self.driver.get("about:blank")  # else the same page with another fragment would not be loaded anew
        self.driver.get(f"{path.as_uri()}{fragment}")

    def tell(self, command: str, **arguments: Any) -> Any:
        """Say something to the browser in its own protocol."""
        return self.driver.execute_cdp_cmd(command, arguments)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def log(self, kind: str) -> list[dict[str, Any]]:
        """Return what the browser noted down since it was last asked."""
        return list(self.driver.get_log(kind))  # type: ignore[no-untyped-call]

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def find_all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def click(self, selector: str) -> None:
        found = self.find(selector)
        self.run("arguments[0].scrollIntoView({block: 'center', inline: 'center'})", found)  # from beneath what stays in place
        found.click()

    def type(self, selector: str, *keys: str) -> None:
        self.find(selector).send_keys(*keys)

    def wait(self, condition: Callable[[], object]) -> None:
        WebDriverWait(self.driver, 5, poll_frequency=0.02).until(lambda _: condition())

    def shown(self) -> list[str]:
        """The cards that can be seen, by the ids of their events."""
        return list(self.run("return events.filter((event) => event.card.checkVisibility()).map((event) => event.id)"))

    def drawn(self) -> list[str]:
        """The events that can be seen on the timeline, in the order of the cards."""
        return list(self.run("return events.filter((event) => event.mark.checkVisibility()).map((event) => event.id)"))

    def text(self, selector: str) -> str:
        return self.find(selector).text

    @property
    def address(self) -> str:
        """What the address has of its own: the fragment."""
        return self.driver.current_url.partition("#")[2]

    @property
    def focused(self) -> WebElement:
        return self.driver.switch_to.active_element


def _driver() -> Chrome:
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not chromedriver:
        leave_out = pytest.fail if os.environ.get("LIBERATION_NEEDS_BROWSER") else pytest.skip
        leave_out("needs chromium and chromedriver (Debian: apt-get install chromium chromium-driver)")
    options = ChromeOptions()
    options.binary_location = chromium
    # In containers there is neither a sandbox within the sandbox nor much shared memory.
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=1280,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return Chrome(options=options, service=Service(chromedriver))


@pytest.fixture(scope="module")
def driver() -> Iterator[Chrome]:
    started = _driver()
    yield started
    started.quit()


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def small_page() -> str:
    return page_of(SMALL_EVENTS, **SMALL_HEADER)


@pytest.fixture
def browser(driver: Chrome, directory: Path, small_page: str) -> Iterator[Browser]:
    """A browser with the page of the small chronology, in which nothing went wrong in the end."""
    opened = Browser(driver, directory)
    opened.tell("Emulation.setDeviceMetricsOverride", width=1280, height=900, deviceScaleFactor=1, mobile=False)
    opened.tell("Emulation.setEmulatedMedia", features=STILL)  # a link that is on its way cannot be clicked
    opened.log("browser")
    opened.open(small_page)
    yield opened
    opened.tell("Emulation.setScriptExecutionDisabled", value=False)
    assert opened.log("browser") == []


# Alone


def test_the_page_asks_nobody_for_anything(browser: Browser, small_page: str) -> None:
    browser.log("performance")
    browser.open(small_page)
    messages = [json.loads(entry["message"])["message"] for entry in browser.log("performance")]
    asked = {m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"}
    assert {url.partition(":")[0] for url in asked} == {"file"}
    assert len(asked) == 1
    assert browser.run("return performance.getEntriesByType('resource').length") == 0


def test_the_page_could_not_even_if_something_in_it_tried(browser: Browser) -> None:
    refused = browser.driver.execute_async_script("""
        const done = arguments[0], refused = [];
        document.addEventListener("securitypolicyviolation", (event) => {
            refused.push(event.effectiveDirective);
            if (refused.length === 4) done(refused);
        });
        document.body.append(Object.assign(new Image(), {src: "https://example.org/a.png"}));
        document.body.append(Object.assign(document.createElement("script"), {textContent: "window.broken = true"}));
        document.body.insertAdjacentHTML("beforeend", "<style>body { display: none }</style>");
        fetch("https://example.org/").catch(() => {});
    """)
    assert sorted(refused) == ["connect-src", "img-src", "script-src-elem", "style-src-elem"]
    assert browser.run("return window.broken") is None
    browser.log("browser")  # which tells of the four


def test_without_scripts_everything_can_be_read(browser: Browser, small_page: str) -> None:
    browser.tell("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(small_page)
    assert [card.get_dom_attribute("id") for card in browser.find_all("article") if card.is_displayed()] == IDS
    assert len([mark for mark in browser.find_all("#chart_canvas .lane a") if mark.is_displayed()]) == len(IDS)
    assert not browser.find("#the_controls").is_displayed()
    for record in SMALL_EVENTS:
        assert record["summary"] in browser.text(f"article#{record['id']}")
    browser.find("#chart_canvas a[href='#d-day']").click()
    assert browser.address == "d-day"


# Search and filters


def test_search_finds_while_one_types_whatever_the_case_and_the_accents(browser: Browser) -> None:
    browser.type("[name=q]", "FORLI")
    assert browser.shown() == browser.drawn() == ["partisan-raid"]
    assert browser.text("#the_count") == "1 of 9 events"
    assert [line.text for line in browser.find_all("#the_contents li") if line.is_displayed()] == [
        "17 March (uncertain)\nPartisan raid near Forlì"
    ]
    assert browser.text(".lane:not([hidden]) h3") == "Life at home 1 of 4"
    browser.type("[name=q]", Keys.BACKSPACE * 5, '"all but')
    assert browser.shown() == ["bridges-blown"]
    browser.type("[name=q]", " one nobody")
    assert browser.shown() == browser.drawn() == []
    assert browser.text("#none_found") == "No event meets all that was asked."
    browser.click("#clear")
    assert browser.shown() == IDS
    assert browser.text("#the_count") == "9 events"


SEARCHES = [
    # what is typed, what is found, a remark
    ("müll", ["hunger-winter"], "a person, by the start of the name"),
    ("baker", [], "only from the start of a word: bread is not a baker's"),
    ("ministry", ["campaign", "fall-of-rome"], "a source"),
    ('"d day"', ["d-day"], "a title; punctuation is no part of a word"),
    ("gram hundred", ["hunger-winter"], "in any order"),
    ('"hundred gram', ["hunger-winter"], "a phrase that is still being typed"),
    ('"gram hundred"', [], "a phrase keeps its order"),
]


@pytest.mark.parametrize(("typed", "found", "remark"), SEARCHES)
def test_all_that_a_card_says_is_searched(browser: Browser, typed: str, found: list[str], remark: str) -> None:
    browser.type("[name=q]", typed)
    assert browser.shown() == found, remark


def test_tracks_and_kinds_are_chosen_with_the_mouse_or_with_the_keyboard(browser: Browser) -> None:
    browser.click("details:has([name=track]) summary")
    browser.click("[name=track][value=home]")
    at_home = ["hunger-winter", "partisan-raid", "rationing", "shut-gate"]
    assert browser.shown() == browser.drawn() == at_home
    assert browser.text("details:has([name=track]) summary") == "Tracks 1"
    browser.focused.send_keys(Keys.ESCAPE)
    assert browser.find("details:has([name=track])").get_attribute("open") is None
    assert browser.focused.text.startswith("Tracks")
    browser.focused.send_keys(Keys.TAB)
    browser.focused.send_keys(Keys.ENTER, Keys.TAB)
    while browser.focused.get_attribute("value") != "hardship":
        browser.focused.send_keys(Keys.TAB)
    browser.focused.send_keys(Keys.SPACE)
    assert browser.shown() == ["hunger-winter", "rationing"]


TIMES = [
    # from, to, what may have been under way
    ("1944-06-05", "1944-06-05", ["campaign", "fall-of-rome"]),
    ("June 1944", "", ["campaign", "fall-of-rome", "d-day", "shut-gate", "florence", "bridges-blown"]),
    ("", "1943", ["campaign", "hunger-winter"]),
    ("4 aug 1944", "", ["campaign", "shut-gate", "florence"]),
]


@pytest.mark.parametrize(("start", "end", "found"), TIMES)
def test_a_time_shows_what_may_have_been_under_way_and_the_timeline_follows(
    browser: Browser, start: str, end: str, found: list[str]
) -> None:
    before = browser.text(".axis")
    browser.type("[name=from]", start)
    browser.type("[name=to]", end)
    assert browser.shown() == browser.drawn() == found
    assert browser.text(".axis") != before


MISTAKES = [
    ("1944-13", "", "Write a time as 1944, 1944-06, 1944-06-04 or 4 June 1944."),
    ("1944-06-00", "", "Write a time as 1944, 1944-06, 1944-06-04 or 4 June 1944."),
    ("30 February 1944", "", "Write a time as 1944, 1944-06, 1944-06-04 or 4 June 1944."),
    ("1944", "1943", "The time ends before it begins."),
]


@pytest.mark.parametrize(("start", "end", "said"), MISTAKES)
def test_a_time_that_is_none_is_told(browser: Browser, start: str, end: str, said: str) -> None:
    browser.type("[name=to]", end, Keys.TAB)
    browser.type("[name=from]", start)
    assert browser.text("#time_error") == ""  # one may not have done
    browser.focused.send_keys(Keys.TAB)
    assert browser.text("#time_error") == said
    assert browser.find("[name=from]").get_dom_attribute("aria-invalid") == str(not said.startswith("The time")).lower()
    browser.type("[name=from]", Keys.BACKSPACE * 20)
    assert browser.text("#time_error") == ""


# Links and the address


def test_an_event_of_the_timeline_opens_its_card(browser: Browser) -> None:
    browser.click("#chart_canvas a[href='#d-day']")
    browser.wait(lambda: browser.run("return document.getElementById('d-day').getBoundingClientRect().top < innerHeight"))
    assert browser.address == "d-day"


def test_a_link_to_an_event_that_is_left_out_brings_it_back(browser: Browser) -> None:
    browser.type("[name=q]", "bridges")
    assert "campaign" not in browser.shown()
    browser.click("#bridges-blown a[href='#florence']")
    browser.wait(lambda: browser.shown() == IDS)
    assert "all are shown" in browser.text("#the_count")
    assert browser.find("[name=q]").get_attribute("value") == ""


def test_the_address_keeps_what_is_asked(browser: Browser, small_page: str) -> None:
    browser.type("[name=q]", "the")
    browser.type("[name=from]", "1944")
    browser.click("details:has([name=track]) summary")
    browser.click("[name=track][value=land]")
    browser.focused.send_keys(Keys.ESCAPE)
    browser.click("#florence [data-does=compare]")
    browser.click("#d-day [data-does=compare]")
    browser.click("#zoom_in")
    browser.click("#d-day h4 a")
    wanted = "d-day&q=the&from=1944&track=land&compare=florence&compare=d-day&zoom=2.0"
    browser.wait(lambda: browser.address == wanted)
    shown, compared, axis = browser.shown(), browser.text("#the_comparison p"), browser.text(".axis")
    browser.open(small_page, f"#{wanted}")
    assert (browser.shown(), browser.text("#the_comparison p"), browser.text(".axis")) == (shown, compared, axis)
    assert browser.find("#d-day").get_attribute("class") == "t0 shown"


NONSENSE = ["#&&&=", "#no-such-event", "#compare=no-such&zoom=-1", "#zoom=1e999&from=%3Cb%3E", "#track=%00&q=%22", "#%E0%A4%A"]


@pytest.mark.parametrize("fragment", NONSENSE)
def test_an_address_of_nonsense_shows_a_page(browser: Browser, small_page: str, fragment: str) -> None:
    browser.open(small_page, fragment)
    assert browser.shown() in (IDS, [])
    browser.click("#clear")
    assert browser.shown() == IDS


# The timeline


def test_the_timeline_zooms_by_buttons_and_by_keys(browser: Browser) -> None:
    def width() -> float:
        return float(browser.run("return document.getElementById('chart_canvas').getBoundingClientRect().width"))

    whole, ticks_before = width(), browser.text(".axis")
    browser.click("#zoom_in")
    assert width() == pytest.approx(2 * whole, abs=1)
    browser.type("#the_chart", "+")
    assert width() == pytest.approx(4 * whole, abs=1)
    assert len(browser.text(".axis").split()) > len(ticks_before.split())
    browser.type("#the_chart", "-")
    assert width() == pytest.approx(2 * whole, abs=1)
    browser.type("#the_chart", "0")
    assert (width(), browser.text(".axis")) == (whole, ticks_before)
    assert not browser.find("#zoom_out").is_enabled()


def test_arrows_go_from_event_to_event_and_each_is_told(browser: Browser) -> None:
    stops = browser.find_all("#chart_canvas a[tabindex='0']")
    assert [stop.get_attribute("aria-label") for stop in stops] == ["The Campaign in Italy, 3 September 1943 – 2 May 1945"]
    browser.run("arguments[0].focus()", stops[0])
    told = []
    for key in (Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_DOWN, Keys.ARROW_LEFT, Keys.ARROW_UP):
        browser.focused.send_keys(key)
        told.append(browser.text("#the_tip b"))
    assert told == [
        "The fall of Rome",
        "D-Day",
        "The gate of the town is shut",
        "Rationing is tightened",
        "The fall of Rome",
    ]
    assert "4–5 June 1944 · Rome, Italy" in browser.text("#the_tip")
    browser.focused.send_keys(Keys.ESCAPE)
    assert not browser.find("#the_tip").is_displayed()
    browser.focused.send_keys(Keys.ENTER)
    browser.wait(lambda: browser.address == "fall-of-rome")


def test_a_card_points_to_its_place_on_the_timeline(browser: Browser) -> None:
    for _ in range(5):
        browser.click("#zoom_in")
    browser.click("#florence [data-does=point]")
    assert browser.focused.get_attribute("aria-label") == "The battle for Florence, 30 July – 1 September 1944"
    assert browser.focused.is_displayed()


@pytest.mark.parametrize("span", [("", ""), ("1944", ""), ("1944-05-20", "1944-06-20")])
def test_the_timeline_is_to_scale_whatever_it_shows(browser: Browser, span: tuple[str, str]) -> None:
    browser.type("[name=from]", span[0])
    browser.type("[name=to]", span[1])
    first, last, width = browser.run("return [scale.first, scale.last, scale.width]")
    if span[1]:
        assert (first, last) == (period.parse(span[0]).first, period.parse(span[1]).last)
    whens = {str(record["id"]): edtf.parse(str(record["date"])) for record in SMALL_EVENTS}
    end_of_all = browser.run("return whole.last")
    drawn = browser.run("return visible.map(({id, drawn}) => [id, +drawn.getAttribute('x'), +drawn.getAttribute('width')])")
    for event, x, wide in drawn:
        end = min(whens[event].latest, end_of_all)
        assert x == pytest.approx((whens[event].earliest - first) / (last - first + 1) * width, abs=0.02)
        assert wide == pytest.approx((end + 1 - whens[event].earliest) / (last - first + 1) * width, abs=0.02)


def test_the_title_of_a_long_event_stays_in_sight(browser: Browser) -> None:
    for _ in range(3):
        browser.click("#zoom_in")
    browser.run("frame.scrollLeft = scale.x(eventOf.get('campaign').first) + 2000")
    inside = "return eventOf.get('campaign').label.getBoundingClientRect().left - frame.getBoundingClientRect().left"
    browser.wait(lambda: 0 < browser.run(inside) < 50)


# Comparison


def test_two_events_are_compared_in_words(browser: Browser) -> None:
    browser.click("#fall-of-rome [data-does=compare]")
    assert browser.text("#the_comparison p") == "The fall of Rome, 4–5 June 1944: choose another event to compare it with."
    browser.click("#d-day [data-does=compare]")
    assert browser.text("#the_comparison p") == "The fall of Rome came 1 day before D-Day. First day to first day: 2 days."
    browser.click("#partisan-raid [data-does=compare]")
    assert browser.text("#the_comparison p") == (
        "Going by dates that are not certain: D-Day came 81 days after Partisan raid near Forlì. "
        "First day to first day: 81 days."
    )
    assert browser.find("#fall-of-rome [data-does=compare]").get_attribute("aria-pressed") == "false"
    browser.click("#the_comparison button")
    assert not browser.find("#the_comparison").is_displayed()


def test_a_comparison_with_a_disputed_date_says_so(browser: Browser) -> None:
    browser.click("#bridges-blown [data-does=compare]")
    browser.click("#florence [data-does=compare]")
    assert browser.text("#the_comparison p") == (
        "The bridges of Florence are blown fell within The battle for Florence, which began 4 days before it. "
        "First day to first day: 4 days. Sources give other days too."
    )


def days_of(when: When) -> dict[str, int]:
    """A date as the script has it."""
    return {"first": when.earliest, "latestStart": when.latest_start, "earliestEnd": when.earliest_end, "last": when.latest}


APART, OVERLAPPING = {Allen.BEFORE, Allen.MEETS, Allen.AFTER, Allen.MET_BY}, {*Allen}
ALLOWED = {
    "before": {Allen.BEFORE, Allen.MEETS},
    "after": {Allen.AFTER, Allen.MET_BY},
    "same day": {Allen.EQUALS},
    "contains": {Allen.CONTAINS},
    "during": {Allen.DURING},
    "overlap": OVERLAPPING - APART,
}
"""What is certain when the page says so."""


@given(
    st.lists(
        st.tuples(dates.whens, dates.whens) | st.tuples(dates.whens_of_one_week, dates.whens_of_one_week),
        min_size=20,
        max_size=60,
    )
)
@SHARED
def test_the_page_says_of_two_dates_what_the_program_says(browser: Browser, pairs: list[tuple[When, When]]) -> None:
    script = "return arguments[0].map(([a, b]) => { const r = relation(a, b); return [r.name, r.days ? days(r.days) : '']; })"
    told = browser.run(script, [[days_of(a), days_of(b)] for a, b in pairs])
    for (a, b), (name, days) in zip(pairs, told, strict=True):
        known = relate(a, b)
        possible = set(known.possible)
        if name == "untold":
            assert not any(possible <= allowed for allowed in ALLOWED.values())
        else:
            assert possible <= ALLOWED[name]
        if name in ("before", "after"):
            span = known.gap if name == "before" else known.reverse_gap
            assert days.strip() == sentence.span(span).replace("an unknown number of days", "")


# What the script has of the program's is the program's


@given(spans, st.floats(640, 20_000))
@SHARED
def test_the_ticks_of_the_script_are_those_of_the_program(browser: Browser, span: tuple[int, int], width: float) -> None:
    drawn = Scale(*span, width)
    script = "scale = {first: arguments[0], last: arguments[1], day: arguments[2]}; return ticks().map((t) => [t.day, t.label])"
    assert browser.run(script, *span, drawn.day) == [list(tick) for tick in ticks(drawn)]


@given(boxes, st.integers(1, 8))
@SHARED
def test_the_rows_of_the_script_are_those_of_the_program(browser: Browser, placed: list[Box], rows: int) -> None:
    given_boxes = [
        {"start": box.bare.start, "end": box.bare.end, "titledStart": box.titled.start, "titledEnd": box.titled.end}
        for box in placed
    ]
    script = "const [boxes, rows] = arguments; place(boxes, rows); return boxes.map((box) => [box.row, box.titled])"
    places = place(placed, rows)
    assert browser.run(script, given_boxes, rows) == [list(places[box.id]) for box in placed]


TYPED = [
    "1944",
    "1944-06",
    "1944-02",
    "1944-06-04",
    "June 1944",
    "4 June 1944",
    "sept 1943",
    "1943-13",
    "31 June 1944",
    "0044-03-15",
    "9999",
    "x",
]


def test_times_are_read_as_the_program_reads_them(browser: Browser) -> None:
    def of_program(typed: str) -> list[int] | None:
        try:
            found = period.parse(typed)
        except DateError:
            return None
        return [found.first, found.last]

    script = "return arguments[0].map((typed) => { const found = period(typed); return found && [found.first, found.last]; })"
    assert browser.run(script, TYPED) == [of_program(typed) for typed in TYPED]


@pytest.fixture(scope="module")
def bundled_page() -> str:
    with Chronology() as chronology:
        return exported_from(chronology, "html").text


@pytest.fixture
def bundled(browser: Browser, bundled_page: str) -> Browser:
    browser.open(bundled_page)
    return browser


def test_the_bundled_chronology_is_searched_and_drawn(bundled: Browser) -> None:
    with Chronology() as chronology:
        titles = [event.title for event in chronology.events()]
    assert bundled.run("return events.map((event) => fold(event.title))") == [fold(title) for title in titles]
    bundled.type("[name=q]", "fosse ardeatine")
    assert "fosse-ardeatine" in bundled.shown()
    assert bundled.shown() == bundled.drawn() != []


def test_no_two_titles_of_the_timeline_meet(bundled: Browser) -> None:
    """As they are drawn, not as they were reckoned: letter by letter."""
    overlaps = bundled.run("""
        const shown = all(".lane a > svg > text:not(.end)").filter((text) => text.getAttribute("display") !== "none");
        const boxes = shown.map((text) => ({ title: text.textContent, box: text.getBoundingClientRect() }));
        return boxes.flatMap((a, at) => boxes.slice(at + 1)
            .filter((b) => Math.abs(a.box.top - b.box.top) < 5 && a.box.left < b.box.right && b.box.left < a.box.right)
            .map((b) => [a.title, b.title]));
    """)
    assert overlaps == []
    assert bundled.run("return all('.lane a > svg > text[display=inline]').length") > 100


# For everyone


@pytest.mark.parametrize("width", [320, 400, 768, 1280, 1920])
def test_the_page_is_no_wider_than_the_window(browser: Browser, width: int) -> None:
    browser.tell("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
    assert browser.run("return document.documentElement.scrollWidth") <= width
    browser.click("#d-day [data-does=compare]")
    browser.click("details:has([name=kind]) summary")
    assert browser.run("return document.documentElement.scrollWidth") <= width


def test_everything_has_a_role_and_whatever_can_be_used_has_a_name(browser: Browser) -> None:
    browser.click("#d-day [data-does=compare]")
    tree = browser.tell("Accessibility.getFullAXTree")["nodes"]
    nodes = [(n["role"]["value"], n.get("name", {}).get("value", ""), n) for n in tree if not n["ignored"]]
    landmarks = {
        (role, name.capitalize())
        for role, name, _ in nodes
        if role in ("banner", "navigation", "search", "main", "complementary")
    }
    assert landmarks == {
        ("banner", ""),
        ("navigation", "Parts of this page"),
        ("search", "Which events"),
        ("main", ""),
        ("navigation", "In order of time"),
        ("complementary", "Comparison"),
    }
    usable = {"button", "link", "textbox", "searchbox", "checkbox", "DisclosureTriangle", "group", "region"}
    assert not [role for role, name, node in nodes if role in usable - {"group"} and not name]
    assert {"button", "link", "searchbox", "textbox", "region"} <= {role for role, _, _ in nodes}
    headings = browser.run("return all('h1, h2, h3, h4').map((heading) => +heading.localName[1])")
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))


CONTRAST = """
    const channel = (value) => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const luminance = (colour) => { const [r, g, b] = colour.map(channel); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const paper = parts(getComputedStyle(document.body).backgroundColor).slice(0, 3);
    const ground = (node) => {
        for (; node; node = node.parentElement) {
            const [r, g, b, alpha = 1] = parts(getComputedStyle(node).backgroundColor);
            if (alpha === 1) return [r, g, b];
        }
        return paper;
    };
    const faint = new Set();
    for (const node of all("body *")) {
        const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
        if (!own || !node.checkVisibility() || node.disabled) continue;
        const style = getComputedStyle(node), drawn = node.namespaceURI.endsWith("svg");
        const text = parts(drawn ? style.fill : style.color).slice(0, 3);
        const [light, dark] = [luminance(text), luminance(ground(node))].sort((a, b) => b - a);
        const ratio = (light + 0.05) / (dark + 0.05);
        if (ratio < 4.5) faint.add(`${node.localName}.${node.getAttribute("class")}: ${ratio.toFixed(2)}`);
    }
    return [...faint];
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(bundled: Browser, scheme: str) -> None:
    """At least 4.5 to 1: Web Content Accessibility Guidelines 2.2, success criterion 1.4.3."""
    bundled.tell("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    paper = bundled.run("return getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(252, 251, 248)", "dark": "rgb(23, 24, 27)"}[scheme]
    assert bundled.run(CONTRAST) == []


def test_nothing_moves_for_those_who_want_it_so(browser: Browser) -> None:
    behaviour = "return getComputedStyle(document.documentElement).scrollBehavior"
    assert browser.run(behaviour) == "auto"
    browser.tell("Emulation.setEmulatedMedia", features=[])
    assert browser.run(behaviour) == "smooth"


def test_the_page_prints(browser: Browser) -> None:
    browser.type("[name=q]", "florence")
    pdf = b64decode(browser.tell("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", pdf)) >= 2
    browser.tell("Emulation.setEmulatedMedia", media="print")
    assert not browser.find("#the_controls").is_displayed()
    assert not browser.find("#florence [data-does=compare]").is_displayed()
    assert browser.shown() == ["florence", "bridges-blown"]
    browser.tell("Emulation.setEmulatedMedia", media="")


# Times of every kind

ODD = [
    ("deep time", [{"date": "0001-01-01"}, {"date": "9999-12-31"}, {"date": "0044-03-15"}]),
    ("one day", [{"date": "1944-06-04"}]),
    ("the last day of all", [{"date": "9999-12-31"}]),
    ("the first day of all", [{"date": "0001-01-01"}]),
    ("no beginning", [{"date": "../1944"}]),
    ("no end", [{"date": "1944/.."}]),
    ("both", [{"date": "../1944"}, {"date": "1944/.."}, {"date": "0001/9999"}]),
]


@pytest.mark.parametrize(("remark", "records"), ODD)
def test_every_time_is_drawn_and_can_be_zoomed(browser: Browser, remark: str, records: list[dict[str, str]]) -> None:
    events = [{"id": f"e{n}", "title": f"E{n}", "summary": "So it was.", **record} for n, record in enumerate(records)]
    browser.open(page_of(events))
    assert browser.find(".axis").is_displayed()
    for _ in range(3):
        browser.type("#the_chart", "+")
    for event in events:
        browser.click(f"#{event['id']} [data-does=point]")
        assert browser.focused.get_dom_attribute("href") == f"#{event['id']}", remark
        assert -50 < browser.run("return arguments[0].getBoundingClientRect().left", browser.focused) < 1330, remark


def test_today_is_as_the_calendar_has_it(browser: Browser) -> None:
    days = [date(1, 1, 1), date(4, 2, 29), date(1582, 10, 15), date(1944, 6, 4), date(9999, 12, 31)]
    numbers = browser.run(
        "return arguments[0].map(([y, m, d]) => dayNumber(y, m, d))", [[d.year, d.month, d.day] for d in days]
    )
    assert numbers == [day.toordinal() for day in days]
    back = browser.run("return arguments[0].map(calendar)", numbers)
    assert back == [{"year": day.year, "month": day.month, "day": day.day} for day in days]
