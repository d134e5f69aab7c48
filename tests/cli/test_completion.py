"""What the shell is offered when a person presses Tab."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from tests.cli.running import process, run


def offered(line: str, env: dict[str, str] | None = None) -> str:
    """What zsh is offered after what was typed."""
    done = process(env={"_LIBERATION_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line, **(env or {})})
    assert (done.code, done.err) == (0, "")
    return done.out


OFFERED = [
    # line, offers, what is not offered, remark
    (
        "liberation show liber",
        ['"liberation-of-rome":"Liberation of Rome, 4–5 June 1944"'],
        ["cassino"],
        "the beginning of an id",
    ),
    (
        "liberation show ro",
        ['"rome":"Liberation of Rome, 4–5 June 1944"', '"roma-citta-aperta"'],
        ["armistice"],
        "and of an alias",
    ),
    ("liberation show surr", ['"surrender-of-italy":"Armistice, 8 September 1943"'], [], "an alias of several words"),
    ("liberation compare rome d-", ['"d-day":"D-Day, 6 June 1944"'], ["rome"], "a second event"),
    ("liberation timeline cas", ['"cassino":"Battle of Cassino, 17 January – 18 May 1944"'], [], "in another command"),
    ("liberation sources cas", ['"cassino"'], [], "in another"),
    ("liberation meanwhile cas", ['"cassino"'], [], "in another"),
    ("liberation list --part-of camp", ['"campaign"'], [], "of a condition"),
    ("liberation list --track ", ['"front":"The front in Italy"', '"city":"Life in the city"', '"sea"'], [], "tracks"),
    ("liberation list --track c", ['"city":"Life in the city"'], ['"front"'], "the beginning of a track"),
    ("liberation list --kind ", ['"battle"', '"air-raid"'], [], "kinds"),
    ("liberation list --kind b", ['"battle"', '"broadcast"'], ['"air-raid"'], "the beginning of a kind"),
    ("liberation search x --kind b", ['"battle"'], [], "in another command"),
    ("liberation li", ['"list":"List the events in order."'], ['"show"'], "commands"),
    ("liberation list --sort ", ['"date"', '"title"', '"place"'], [], "orders"),
]


@pytest.mark.parametrize(("line", "offers", "absent", "remark"), OFFERED)
def test_the_shell_is_offered(line: str, offers: list[str], absent: list[str], remark: str) -> None:
    out = offered(line)
    for offer in offers:
        assert offer in out, remark
    for other in absent:
        assert f'"{other.strip(chr(34))}"' not in out, remark


@pytest.mark.parametrize("line", ["show zzz", "list --track zzz", "list --kind zzz"])
def test_nothing_is_offered_where_nothing_begins_so(line: str) -> None:
    assert offered(f"liberation {line}").strip() == "_files"


@pytest.mark.parametrize("line", ["show ", "list --track ", "list --kind ", "list --part-of "])
@pytest.mark.parametrize("text", ["{", '{"events": [{}]}', ""])
def test_a_broken_chronology_offers_nothing_and_says_nothing(line: str, text: str, ask: Ask) -> None:
    ask.text(text)
    assert offered(f"liberation {line}").strip() == "_files"


@pytest.mark.parametrize("line", ["show ", "list --track ", "list --kind "])
def test_a_missing_chronology_offers_nothing_and_says_nothing(line: str) -> None:
    assert offered(f"liberation {line}", {"LIBERATION_CHRONOLOGY": "/no/such/file"}).strip() == "_files"


@pytest.mark.parametrize("line", ["show -c {} ", "-c {} show ", "show --chronology {} o"])
def test_the_chronology_that_the_line_names_is_the_one_that_is_asked(line: str, ask: Ask, chronicle_path: Path) -> None:
    named = ask([{"id": "one", "title": "One", "date": "1944", "summary": "s"}])
    out = offered("liberation " + line.format(named), {"LIBERATION_CHRONOLOGY": str(chronicle_path)})
    assert '"one":"One, 1944"' in out
    assert "cassino" not in out


@pytest.mark.parametrize("line", ["list -c {} --track ", "list -c {} --kind ", "-c {} list --track "])
def test_tracks_and_kinds_too_are_those_of_the_chronology_that_the_line_names(
    line: str, ask: Ask, chronicle_path: Path
) -> None:
    named = ask(
        [{"id": "one", "title": "One", "date": "1944", "summary": "s", "track": "lane", "kind": "lane"}],
        tracks=[{"id": "lane", "title": "Lane"}],
    )
    out = offered("liberation " + line.format(named), {"LIBERATION_CHRONOLOGY": str(chronicle_path)})
    assert '"lane"' in out
    assert '"front"' not in out
    assert '"battle"' not in out


def test_a_name_with_markup_is_offered_harmlessly() -> None:
    out = offered("liberation show raid")
    assert '"raid-on-forli"' in out
    assert "\x1b" not in out


def test_other_shells_are_offered_the_same() -> None:
    environment = {"_LIBERATION_COMPLETE": "complete_bash", "COMP_WORDS": "liberation show hun", "COMP_CWORD": "2"}
    assert process(env=environment).out.split() == ["hunger-winter"]
    environment = {
        "_LIBERATION_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_ARGS": "liberation show hun",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    assert process(env=environment).out.strip() == "hunger-winter\tThe hunger winter, about November 1943 – March 1944"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_can_be_shown(shell: str) -> None:
    done = process(env={"_LIBERATION_COMPLETE": f"source_{shell}"})
    assert done.code == 0
    assert "liberation" in done.out


def test_what_is_offered_is_found() -> None:
    for name in ("roma-citta-aperta", "surrender-of-italy", "normandy-landings"):
        assert run("show", name).code == 0
