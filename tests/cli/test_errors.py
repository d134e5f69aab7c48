"""What is said when there is no answer: on standard error alone, with what to do instead; 1 for no match, 2 for a mistake."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from tests.cli.running import run
from tests.views import chronicle

ERRORS = [
    # command, exit code, what is said, remark
    ("show romme", 1, ["no event goes by “romme”", "did you mean", "rome"], "an unknown reference: the nearest"),
    ("show zzzz", 1, ["no event goes by “zzzz”", "liberation search zzzz"], "none is near"),
    ("show of-rome", 1, ["“of-rome” may be any of 2 events", "occupation ", "liberation-of-rome", "4–5 June 1944"], "several"),
    ("compare rome of-rome", 1, ["may be any of 2 events", "liberation-of-rome"], "several, of one of two"),
    ('show ""', 1, ["no event goes by “”"], "an empty reference"),
    ('show "!!"', 1, ["no event goes by “!!”"], "nothing but punctuation"),
    ("sources romme", 1, ["no event goes by “romme”"], "in another command"),
    ("timeline romme", 1, ["no event goes by “romme”"], "in another"),
    ("meanwhile romme", 1, ["no event goes by “romme”"], "in another"),
    ("list --part-of romme", 1, ["no event goes by “romme”"], "in a condition"),
    ("between romme", 1, ["no event goes by “romme”"], "as an end"),
    ("compare rome", 2, ["a comparison takes two different events or more"], "one event"),
    ("compare rome liberation-of-rome", 2, ["a comparison takes two different events or more"], "twice the same"),
    ("compare rome romme", 1, ["no event goes by “romme”"], "one that is not there"),
    ("list --during never9", 2, ["never9"], "a date that is none"),
    ("list --during 1944-06-31", 2, ["June 1944 has 30 days"], "a day that does not exist"),
    ("on 1944-13-01", 2, ["months run from 1 to 12"], "a month that does not"),
    ("on 02-30", 2, ["“02-30” is no day of any year"], "nor in any year"),
    ("between 06/05/1944", 2, ["“06/05/1944” may be", "6 May 1944", "5 June 1944"], "two readings"),
    ("list --from 5.6.44", 2, ["5.6.44"], "a year of two digits"),
    ("list --during 1944..1943", 2, ["reversed"], "a reversed range"),
    (
        "between 1944 1943",
        2,
        ["“1944 to 1943” is reversed: 1944 comes after 1943", "put the earlier date first"],
        "of two arguments",
    ),
    ("between rome armistice", 2, ["“rome to armistice” is reversed"], "of events"),
    ("list --from 1945 --to 1944", 2, ["“1945 to 1944” is reversed"], "of options"),
    ("list --during 1944 --from 1943", 2, ["--during cannot stand beside --from or --to"], "one range too many"),
    ("list --during 1944 --to 1945", 2, ["--during cannot stand beside --from or --to"], "likewise"),
    ("list --track navy", 2, ["there is no track “navy”", "the tracks are front, city, sea"], "an unknown track"),
    ("list --kind feast", 2, ["there is no kind “feast”", "the kinds are", "battle", "raid"], "an unknown kind"),
    ('list --track ""', 2, ["there is no track “”"], "an empty track"),
    ("timeline --track navy", 2, ["there is no track “navy”"], "in another command"),
    ("search bread --kind feast", 2, ["there is no kind “feast”"], "in another"),
    ("search NOT bread", 2, ["there is nothing to look for in “NOT bread”"], "words that make no question"),
    ('search "!!"', 2, ["there is nothing to look for"], "no words at all"),
    ("list --during 1901", 1, ["no event meets all that was asked (1 January 1901 to 31 December 1901)"], "nothing matched"),
    ("list --track sea", 1, ["no event meets all that was asked", "leave a condition out"], "likewise"),
    ("list --place atlantis", 1, ["no event meets all that was asked"], "likewise"),
    ("on 1901-01-01", 1, ["no event meets all that was asked"], "likewise"),
    ('on "1 January"', 1, ["nothing is told of 1 January in any year"], "likewise"),
    ("timeline --during 1901", 1, ["no event meets all that was asked"], "likewise"),
    ("search zebra", 1, ["nothing matches “zebra”"], "likewise"),
    ("lst", 2, ["lst", "Did you mean 'list'?"], "an unknown command: the nearest"),
    ("--lst", 2, ["No such option", "--lst"], "an unknown option"),
    ("list --limt 3", 2, ["No such option", "--limit"], "of a command: the nearest"),
    ("list --limit 0", 2, ["--limit"], "a limit below one, in Typer's own words"),
    ("list --limit many", 2, ["--limit"], "a limit that is no number, likewise"),
    ("list --sort size", 2, ["size", "date", "title", "place"], "an unknown order: the known ones"),
    ("show", 2, ["Missing argument"], "no reference"),
    ("show rome d-day", 2, ["d-day"], "one too many"),
    ("list -c /no/such/file", 2, ["/no/such/file: there is no such file"], "a chronology that is not there"),
    ("list -c /", 2, ["/: cannot be read"], "a directory"),
]


@pytest.mark.parametrize(("command", "code", "said", "remark"), ERRORS)
@pytest.mark.parametrize("form", ["", "--json", "--plain"])
def test_a_mistake_is_explained_on_standard_error_alone(
    command: str, code: int, said: list[str], remark: str, form: str
) -> None:
    done = run(*shlex.split(command), *([form] if form else []), columns=120)
    assert done.code == code, remark
    # A list that was asked for as JSON and has nothing in it is an answer: the empty list.
    found_nothing = any(words in done.err for words in ("no event meets", "nothing is told", "nothing matches"))
    assert done.out == ("[]\n" if form == "--json" and found_nothing else "")
    for words in said:
        assert words in done.err, remark
    assert "Traceback" not in done.err
    assert "\x1b" not in done.err


def test_an_ambiguous_reference_lists_ids_titles_and_dates_in_columns() -> None:
    lines = run("show", "of-rome").err.splitlines()
    assert lines == [
        "“of-rome” may be any of 2 events",
        "  occupation          Occupation of Rome, 10 September 1943 – 4 June 1944",
        "  liberation-of-rome  Liberation of Rome, 4–5 June 1944",
        "  say which, by its id",
    ]


def test_an_invalid_chronology_is_told_every_problem(ask: Ask) -> None:
    path = ask(
        [
            {"id": "one", "title": "One", "date": "1944-6-5", "summary": "s"},
            {"id": "two", "title": "Two", "date": "1944", "sumary": "s"},
            {"id": "three", "title": "Three", "date": "1944", "summary": "s", "part_of": "on"},
        ]
    )
    done = run("list", columns=500)
    assert (done.code, done.out) == (2, "")
    first, *problems = [line for line in done.err.splitlines() if line.startswith(str(path))]
    assert first == f"{path}: {len(problems)} problems"
    assert any("“one”" in line and "write 1944-06-05" in line for line in problems)
    assert any("“two”" in line and "sumary" in line and "summary" in line for line in problems)


def test_of_very_many_problems_only_the_first_are_told(ask: Ask) -> None:
    path = ask([{"id": f"event-{number}", "title": "t", "date": "yesterday", "summary": "s"} for number in range(150)])
    lines = run("list").err.splitlines()
    assert sum(line.startswith(f"{path}:1:") for line in lines) == 100
    assert lines[-1] == "  … and 50 more"


BROKEN = [
    # text, what is said, remark
    ("", "is empty", "an empty file"),
    ("{", ":1:2: breaks off: it is not whole\n    {\n     ^\n", "half a file"),
    ('{"events": [1,]}', ':1:14: is not JSON: trailing comma in array\n    {"events": [1,]}', "one comma too many"),
    ("[]", "is not one JSON object", "another JSON"),
    ("hello", "is not JSON", "another file"),
    ('{"title": "t"}', "has no events", "no events"),
]


@pytest.mark.parametrize(("text", "said", "remark"), BROKEN)
def test_a_file_that_is_no_chronology_is_refused(text: str, said: str, remark: str, ask: Ask) -> None:
    ask.text(text)
    done = run("list")
    assert (done.code, done.out) == (2, ""), remark
    assert said in done.err, remark


def test_a_chronology_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a-file" / "chronology.json"
    path.parent.write_text("no directory")
    done = run("list", "-c", str(path))
    assert (done.code, done.out) == (2, "")
    assert str(path) in done.err


def test_a_mistake_on_an_ascii_output_can_be_read() -> None:
    done = run("show", "of-rome", encoding="ascii")
    assert done.err.splitlines()[0] == '"of-rome" may be any of 2 events'


def test_no_cache_is_no_error(tmp_path: Path) -> None:
    nowhere = tmp_path / "a-file"
    nowhere.write_text("no directory")
    done = run("show", "rome", env={"XDG_CACHE_HOME": str(nowhere)})
    assert (done.code, done.err) == (0, "")


def test_a_changed_chronology_is_read_anew(ask: Ask) -> None:
    event = {"id": "one", "title": "One", "date": "1944", "summary": "s"}
    path = ask([event])
    assert run("show", "one").lines[0] == "  One"
    path.write_text(json.dumps({"events": [{**event, "title": "Another one"}]}))
    assert run("show", "one").lines[0] == "  Another one"


def test_jsonl_is_a_chronology_too(ask: Ask) -> None:
    lines = [chronicle.HEADER, *chronicle.EVENTS]
    ask.text("\n".join(json.dumps(line) for line in lines), "chronicle.jsonl")
    assert [row[1] for row in run("list", "--plain").rows] == chronicle.IDS
