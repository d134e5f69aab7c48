"""What the commands understand, and that they say so."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from tests.cli.running import run
from tests.views import chronicle


def ids(command: str) -> list[str]:
    done = run(*shlex.split(command)[1:], "--plain")
    assert (done.code, done.err) == (0, "")
    return [row[1] for row in done.rows]


BETWEEN = [
    # command, what it understood, remark
    ("between 1944-06-04 1944-06-06", "From 4 June 1944 to 6 June 1944", "two days, both included"),
    ("between 1944-05 1944-06", "From 1 May 1944 to 30 June 1944", "two months: the last is taken in whole"),
    ("between 1944-06", "From 1 June 1944 to 30 June 1944", "one month is a range"),
    ("between 1943-09..1944-06", "From 1 September 1943 to 30 June 1944", "a range as one argument"),
    ('between "May 1944 to 5 June 1944"', "From 1 May 1944 to 5 June 1944", "in words"),
    ('between "late May 1944"', "From 21 May 1944 to 31 May 1944", "a part of a month"),
    ("between d-day", "On 6 June 1944", "one day"),
    ("between armistice rome", "From 8 September 1943 to 5 June 1944", "events stand for their own dates"),
    ("between cassino", "From 17 January 1944 to 18 May 1944", "one event too"),
    ("between armistice 1944", "From 8 September 1943 to 31 December 1944", "an event and a date"),
    ("between 1944 gate-shut", "From 1 January 1944 to the end", "an event without end"),
    ("between 1944-06-06..", "From 6 June 1944 to the end", "a range without end"),
    ("between ..1943-12", "From the beginning to 31 December 1943", "and without beginning"),
]


@pytest.mark.parametrize(("command", "understood", "remark"), BETWEEN)
def test_between_says_the_range_that_it_understood(command: str, understood: str, remark: str) -> None:
    assert run(*shlex.split(command)).lines[0] == f"  {understood}", remark


def test_what_is_dated_too_loosely_is_listed_and_marked() -> None:
    lines = run("between", "1944-05-20", "1944-05-31").lines
    marked = [line for line in lines if " ? " in line]
    assert ["The ration is halved" in line for line in marked] == [True, False]
    assert marked[1].strip() == "? dated too loosely to be sure that it lay in this time"


def test_what_is_surely_in_the_time_is_not_marked() -> None:
    assert not any(" ? " in line for line in run("between", "1944-05", "1944-06").lines)


def test_a_mark_for_loose_and_a_mark_for_disputed_are_told_apart() -> None:
    out = run("between", "1944-01", "1944-03-10").out
    assert "17 January – 18 May 1944         *  Battle of Cassino" in out
    assert "* sources differ on the date; “show” tells how" in out


ON = [
    # command, its heading, events, remark
    ("on 1944-06-05", "On 5 June 1944", ["campaign", "liberation-of-rome", "tokyo-radio"], "a day: all that was under way"),
    ('on "5 June 1944"', "On 5 June 1944", ["campaign", "liberation-of-rome", "tokyo-radio"], "in words"),
    ("on 06-05", "5 June in any year", ["liberation-of-rome", "tokyo-radio"], "a day of any year"),
    ('on "June 5th"', "5 June in any year", ["liberation-of-rome", "tokyo-radio"], "in words"),
    ("on 09-03", "3 September in any year", ["campaign"], "the first day of what was long"),
    ('on "2 May"', "2 May in any year", ["campaign"], "and its last"),
    (
        "on 1944-02",
        "February 1944",
        ["campaign", "occupation", "hunger-winter", "cassino", "abbey-bombed"],
        "a month",
    ),
]


@pytest.mark.parametrize(("command", "heading", "events", "remark"), ON)
def test_on_tells_of_a_day_or_of_a_day_of_any_year(command: str, heading: str, events: list[str], remark: str) -> None:
    assert run(*shlex.split(command)).lines[0] == f"  {heading}", remark
    assert ids(f"liberation {command}") == events, remark


LISTED = [
    # conditions, events, remark
    ("--during 1943", ["campaign", "armistice", "occupation", "hunger-winter"], "a year"),
    ("--from 1944-06-06", ["campaign", "d-day", "gate-shut", "baggage-train"], "from a day on"),
    ("--to 1943-09", ["campaign", "armistice", "occupation"], "up to a month"),
    ("--from 1944-06-05 --to 1944-06-06 --track city", ["tokyo-radio"], "from and to"),
    ("--track sea --track city --kind raid", ["raid-on-forli"], "several tracks, one kind"),
    ("--track fro --kind ba", ["cassino"], "the beginning of a track and of a kind"),
    ('--track "life in the city" --kind raid', ["raid-on-forli"], "the title of a track"),
    ("--kind raid --kind battle", ["cassino", "raid-on-forli"], "several kinds"),
    ("--place rome", ["occupation", "liberation-of-rome"], "a place"),
    ("--place forli", ["raid-on-forli"], "without its accent"),
    ("--place france", ["d-day"], "a country"),
    ("--place 東京", ["tokyo-radio"], "in its own letters"),
    ("--part-of campaign", ["campaign", "cassino", "abbey-bombed", "liberation-of-rome"], "parts of parts"),
    ("--part-of cassino --during 1944-02-15", ["cassino", "abbey-bombed"], "parts and a time"),
    ("--limit 2", ["campaign", "armistice"], "a limit"),
    ("-n 1 --sort title", ["armistice"], "the first by title"),
    ("--place italy --sort place --limit 3", ["armistice", "cassino", "abbey-bombed"], "by place"),
    ("--track front --sort title --kind battle --kind landing", ["cassino", "d-day"], "by title"),
]


@pytest.mark.parametrize(("conditions", "events", "remark"), LISTED)
def test_a_list_is_narrowed_and_ordered(conditions: str, events: list[str], remark: str) -> None:
    assert ids(f"liberation list {conditions}") == events, remark


@pytest.mark.parametrize("order", ["date", "title", "place"])
def test_a_list_in_another_order_holds_the_same(order: str) -> None:
    assert sorted(ids(f"liberation list --sort {order}")) == sorted(chronicle.IDS)
    titles = {event["id"]: event["title"].casefold() for event in chronicle.EVENTS}
    if order == "title":
        listed = [titles[name] for name in ids("liberation list --sort title")]
        assert listed == sorted(listed)


def test_between_takes_the_same_conditions() -> None:
    assert ids("liberation between armistice rome --track city --sort title --limit 2") == ["armistice", "occupation"]


def test_meanwhile_tells_of_every_track_and_of_the_silence_of_one() -> None:
    done = run("meanwhile", "1944-05-20")
    assert done.lines[0] == "  20 May 1944"
    assert "    possibly   The ration is halved · May 1944" in done.lines
    assert "    before     Battle of Cassino · 17 January – 18 May 1944, 2 days before" in done.lines
    assert [line.strip() for line in done.lines[-3:] if line] == ["The war at sea", "nothing is told of this track"]


def test_meanwhile_of_an_event_is_its_own_time() -> None:
    assert run("meanwhile", "rome").lines[0] == "  4–5 June 1944"


def test_meanwhile_distances_agree_with_their_days() -> None:
    lines = run("meanwhile", "1944-06-07").lines
    assert "    before     D-Day · 6 June 1944, 1 day before" in lines
    assert "    before     東京の放送がローマ陥落を報じる · 5 June 1944, 2 days before" in lines


SHOWN = [
    # reference, the title that it leads to, remark
    ("liberation-of-rome", "Liberation of Rome", "an id"),
    ("rome", "Liberation of Rome", "an alias wins over the words of titles"),
    ("ROMA CITTA APERTA", "Liberation of Rome", "case and accents ignored"),
    ("surr", "Armistice", "the beginning of an alias"),
    ("bagg", chronicle.LONG_TITLE[:70].rsplit(" ", 1)[0], "the beginning of an id"),
    ("hunger winter", "The hunger winter", "words of a title"),
    ("forlì", chronicle.MARKUP_TITLE, "and with an accent"),
    ("D-DAY", "D-Day", "as it is written"),
]


@pytest.mark.parametrize(("reference", "title", "remark"), SHOWN)
def test_an_event_is_found_by_id_alias_beginning_or_title(reference: str, title: str, remark: str) -> None:
    assert run("show", reference).lines[0].strip().startswith(title), remark


def test_show_tells_all_that_the_chronology_does() -> None:
    out = " ".join(run("show", "cassino", columns=200).out.split())
    for told in (
        "17 January – 18 May 1944 · Cassino, Italy · The front in Italy · battle",
        "Four battles for one hill.",
        "How sure Known to the day. Sources give other days too: see the datings.",
        "Datings 12 January – 18 May 1944: from the first attack (N. Ettore)",
        "Figures battles: 4 (The Ministry 1950, p. 12; N. Ettore)",
        "Forces Allied: Fifth Army, Eighth Army Axis: Tenth Army",
        "Part of The Italian campaign (3 September 1943 – 2 May 1945)",
        "Its parts The abbey is bombed (15 February 1944)",
        "Led to Liberation of Rome (4–5 June 1944) — the road lay open",
        "Before The hunger winter (about November 1943 – March 1944)",
        "After The abbey is bombed (15 February 1944)",
        "Sources The Ledger (The Ministry, 1950), p. 12",
    ):
        assert told in out


def test_show_does_not_name_a_side_without_forces() -> None:
    out = run("show", "occupation").out
    assert "Axis: Town garrison" in out
    assert "Allied" not in out


def test_show_tells_what_led_to_an_event() -> None:
    out = " ".join(run("show", "occupation").out.split())
    assert "Led here Armistice (8 September 1943)" in out


def test_search_puts_what_matched_in_brackets_or_underlines_it() -> None:
    assert "The [bridges] stand." in run("search", "bridges").out
    styled = run("search", "bridges", terminal=True).out
    assert "[bridges]" not in styled
    assert "\x1b[1;4mbridges" in styled


SEARCHES = [
    # arguments, events, remark
    (["bridges"], ["liberation-of-rome"], "a word"),
    (["BRIDGES"], ["liberation-of-rome"], "case ignored"),
    (["cafe"], ["hunger-winter"], "accents ignored"),
    (["tanks", "dusk"], ["liberation-of-rome"], "all words must be there"),
    (["tanks", "donkeys"], [], "and not only one"),
    (["bridges stand"], ["liberation-of-rome"], "one argument of several words is words"),
    (["stand bridges"], ["liberation-of-rome"], "in any order"),
    (["hundred grams", "bread"], ["hunger-winter"], "of several arguments one with a space was quoted, and is a phrase"),
    (["grams hundred", "bread"], [], "which keeps its order"),
    (['"hundred grams"'], ["hunger-winter"], "quotation marks within one argument"),
    (["bridg*"], ["liberation-of-rome"], "a beginning"),
    (["bridges", "OR", "donkeys"], ["baggage-train", "liberation-of-rome"], "either"),
    (["city", "NOT", "tanks"], ["armistice"], "not"),
    (["fifth army", "NOT", "battles"], ["liberation-of-rome"], "forces are searched, and a phrase"),
]


@pytest.mark.parametrize(("arguments", "events", "remark"), SEARCHES)
def test_search_finds(arguments: list[str], events: list[str], remark: str) -> None:
    found = [event["id"] for event in run("search", *arguments, "--json").json]
    if remark == "not":
        assert "liberation-of-rome" not in found
    else:
        assert sorted(found) == sorted(events), remark


def test_search_takes_the_same_conditions_and_says_how_many_there_are() -> None:
    assert [row[1] for row in run("search", "rome", "--track", "city", "--plain").rows] == ["occupation"]
    assert run("search", "rome", "--limit", "1").lines[-1].strip() == "1 of 3 matches; --limit 3 shows all"


def test_sources_lists_the_most_cited_first_with_how_often() -> None:
    lines = run("sources", columns=120).lines
    titles = [line for line in lines if line.startswith("  ") and not line.startswith("   ")]
    assert titles == [
        "  The Ledger (The Ministry, 1950)",
        "  N. Ettore, A Diary",
        "  A. Nonimo, A Book That Nobody Cites (1999)",
        "  3 sources",
    ]
    assert "    official history · cited by 6 events" in lines
    assert "    memoir · cited by 5 events" in lines
    assert "    cited by 0 events" in lines


def test_sources_of_one_event_say_what_each_is_cited_for() -> None:
    out = " ".join(run("sources", "cassino").out.split())
    assert "The Ledger (The Ministry, 1950) the event (p. 12); battles: 4 (p. 12)" in out
    assert "N. Ettore, A Diary the dating 12 January – 18 May 1944; battles: 4" in out


def test_sources_of_an_event_that_cites_none_say_so() -> None:
    done = run("sources", "ration-halved")
    assert (done.code, done.lines) == (0, ["  The ration is halved", "", "  It cites no source."])


def test_an_address_is_never_broken_and_leads_there_where_a_terminal_can_follow() -> None:
    url = chronicle.HEADER["sources"][0]["url"]
    assert f"    {url}" in run("sources", columns=40).lines
    assert url in run("sources", terminal=True, columns=40).out


def test_timeline_draws_events_and_their_parts() -> None:
    assert ids("liberation timeline cassino") == ["cassino", "abbey-bombed"]
    assert ids("liberation timeline d-day cassino armistice") == ["armistice", "cassino", "abbey-bombed", "d-day"]
    assert ids("liberation timeline campaign --limit 2") == ["campaign", "cassino"]
    assert ids("liberation timeline campaign --during 1944-06") == ["campaign", "liberation-of-rome"]


def test_timeline_leaves_lanes_out_that_have_nothing_in_them() -> None:
    assert "The war at sea" not in run("timeline").out
    assert "Life in the city" not in run("timeline", "rome").out


def test_a_limit_that_was_asked_for_needs_no_note() -> None:
    assert "The first" not in run("timeline", "--limit", "3").out


def test_a_timeline_of_too_many_says_that_there_are_more(monkeypatch: pytest.MonkeyPatch) -> None:
    run("timeline")
    monkeypatch.setattr(sys.modules["liberation_cli.cli.timeline"], "MOST_DRAWN", 4)
    done = run("timeline")
    assert done.lines[-1] == "  The first 4 events; narrow them, or raise --limit."
    assert "Battle of Cassino" not in done.out
    assert len(run("timeline", "--limit", "5", "--plain").rows) == 5


def test_a_timeline_of_just_enough_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    run("timeline")
    monkeypatch.setattr(sys.modules["liberation_cli.cli.timeline"], "MOST_DRAWN", len(chronicle.EVENTS))
    assert "The first" not in run("timeline").out


def told(command: str) -> str:
    return " ".join(run(*command.split(), columns=100).out.split())


def test_compare_says_what_another_dating_would_change() -> None:
    assert "Liberation of Rome on 4 June 1944: it came 2 days before D-Day." in told("compare rome d-day")
    assert "Battle of Cassino on 12 January – 18 May 1944: it began" in told("compare cassino ration-halved")


def test_compare_says_which_event_another_dating_is_of(ask: Ask) -> None:
    source = {"id": "book", "title": "A Book"}
    cited = [{"source": "book"}]
    redated = [
        {
            "id": name,
            "title": name.title(),
            "date": date,
            "summary": "s",
            "datings": [{"date": other, "says": "so", "sources": cited}],
        }
        for name, date, other in (("ash", "1944-06-01", "1944-06-03"), ("oak", "1944-06-05", "1944-06-03"))
    ]
    ask(redated, sources=[source])
    assert "Ash on 3 June 1944: it came 2 days before Oak." in told("compare ash oak")
    assert "Oak on 3 June 1944: Ash came 2 days before it." in told("compare ash oak")


def test_compare_says_the_same_thing_once(ask: Ask) -> None:
    cited = [{"source": "book"}]
    datings = [{"date": "1944-06-01", "says": says, "sources": cited} for says in ("so it says", "and so it says again")]
    redated = {"id": "ash", "title": "Ash", "date": "1944-06-02", "summary": "s", "datings": datings}
    ask([redated, {"id": "oak", "title": "Oak", "date": "1944-06-06", "summary": "s"}], sources=[{"id": "book", "title": "B"}])
    assert told("compare ash oak").count("5 days before") == 1


@pytest.mark.usefixtures("bundled")
def test_the_question_that_it_all_began_with() -> None:
    assert run("compare", "rome", "d-day").lines[0].strip().startswith("Liberation of Rome came 1 day before D-Day")


@pytest.mark.usefixtures("bundled")
@pytest.mark.parametrize("reference", ["rome", "cassino", "d-day", "salerno", "anzio", "diadem", "armistice"])
def test_every_event_that_the_readme_names_is_found(reference: str) -> None:
    assert run("show", reference).code == 0


def test_a_chronology_is_named_by_an_option_or_by_the_environment(ask: Ask) -> None:
    path = ask([{"id": "one", "title": "One", "date": "1944", "summary": "s"}])
    assert ids("liberation list") == ["one"]
    other = {"LIBERATION_CHRONOLOGY": None}
    for arguments in (["list", "-c", str(path)], ["list", "--chronology", str(path)], ["-c", str(path), "list"]):
        assert [row[1] for row in run(*arguments, "--plain", env=other).rows] == ["one"]


def test_five_lines_of_json_are_a_chronology(ask: Ask) -> None:
    ask([{"id": "one", "title": "One", "date": "1944-06", "summary": "So it was."}])
    for command in (
        "",
        "list",
        "timeline",
        "show one",
        "meanwhile one",
        "on 1944-06-04",
        "between one",
        "search so",
    ):
        done = run(*command.split())
        assert (done.code, done.err) == (0, ""), command


OPTIONS_FIRST = [
    ("--json list", "list --json"),
    ("--plain list", "list --plain"),
    ("--no-pager --plain show rome", "show rome --plain --no-pager"),
    ("--json compare rome d-day", "compare rome d-day --json"),
    ("--plain list --json", "list --json --plain"),
]


@pytest.mark.parametrize(("before", "after"), OPTIONS_FIRST)
def test_options_given_before_the_command_count(before: str, after: str) -> None:
    assert run(*before.split()) == run(*after.split())


def test_the_file_can_be_named_before_the_command(ask: Ask) -> None:
    path = ask([{"id": "one", "title": "One", "date": "1944", "summary": "s"}], title="Named")
    done = run("-c", str(path), "show", "one", env={"LIBERATION_CHRONOLOGY": None})
    assert done.lines[0] == "  One"


def test_a_file_named_before_the_command_wins_over_the_environment_as_one_after_it_does(ask: Ask, chronicle_path: Path) -> None:
    named = ask([{"id": "one", "title": "One", "date": "1944", "summary": "s"}])
    env = {"LIBERATION_CHRONOLOGY": str(chronicle_path)}
    assert run("list", "-c", str(named), "--plain", env=env).rows[0][1] == "one"
    assert run("-c", str(named), "list", "--plain", env=env).rows[0][1] == "one"
