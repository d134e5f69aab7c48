"""The whole of what each command answers, in windows of four widths. Renew with ``pytest tests/cli --update-expected``."""

from __future__ import annotations

import shlex
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Ask
from tests.cli.running import run, unstyled

WIDTHS = (40, 80, 120, 200)

COMMANDS = [
    # file of what is expected, command
    ("front-page", "liberation"),
    ("list", "liberation list"),
    ("between", 'liberation between "May 1944" 1944-06-10'),
    ("on", "liberation on 1944-06-05"),
    ("on-any-year", 'liberation on "5 June"'),
    ("timeline", "liberation timeline"),
    ("timeline-of-a-time", "liberation timeline --during 1944-05..1944-06"),
    ("meanwhile", "liberation meanwhile d-day"),
    ("show", "liberation show rome"),
    ("show-disputed", "liberation show abbey-bombed"),
    ("show-loose", "liberation show hunger-winter"),
    ("compare", "liberation compare rome d-day"),
    ("compare-three", "liberation compare cassino rome ration-halved"),
    ("search", "liberation search cafe OR bridges"),
    ("sources", "liberation sources"),
    ("sources-of-one", "liberation sources abbey-bombed"),
    ("check", "liberation check"),
]
NAMES = [name for name, _ in COMMANDS]


def answer(command: str, **settings: object) -> str:
    done = run(*shlex.split(command)[1:], **settings)  # type: ignore[arg-type]
    assert (done.code, done.err) == (0, "")
    return done.out


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=NAMES)
def test_a_command_answers_the_same_every_time(name: str, command: str, expect: Callable[[str, str], None]) -> None:
    answers = [f"$ COLUMNS={width} {command}\n{answer(command, columns=width)}" for width in WIDTHS]
    expect(name, "\n".join(answers))


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=NAMES)
@pytest.mark.parametrize("width", [30, 39, 40, 59, 60, 63, 64, 80, 100, 149, 150, 200])
def test_no_line_is_wider_than_the_window(name: str, command: str, width: int) -> None:
    for line in answer(command, columns=width).splitlines():
        whole = line.strip().startswith(("https://", "liberation "))  # in pieces it could be neither followed nor copied
        assert cell_len(line) <= width or whole, f"{name}: {line}"


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=NAMES)
def test_nothing_is_told_by_colour_alone(name: str, command: str) -> None:
    coloured = answer(command, env={"FORCE_COLOR": "1"})
    assert "\x1b[" in coloured
    bare = unstyled(coloured)
    if name == "search":  # what matched is underlined where that can be seen, and in brackets where it cannot
        bare, plain = "".join(bare.split()), "".join(answer(command).replace("[", "").replace("]", "").split())
        assert bare == plain
    else:
        assert bare == answer(command)


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=NAMES)
def test_no_colour_means_no_colour(name: str, command: str) -> None:
    for done in (
        answer(command, terminal=True, env={"NO_COLOR": "1"}),
        answer(f"{command} --no-color", terminal=True),
        answer(f"{command} --no-colour", terminal=True),
    ):
        codes = "".join(part.partition("m")[0] + ";" for part in done.split("\x1b[")[1:])
        assert not {"38", "48", *map(str, range(30, 38)), *map(str, range(90, 98))} & set(codes.split(";")), name


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=NAMES)
def test_a_dumb_terminal_and_a_pipe_get_no_escapes(name: str, command: str) -> None:
    piped = answer(command)
    assert "\x1b" not in piped, name
    assert answer(command, terminal=True, env={"TERM": "dumb"}) == piped


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=NAMES)
def test_a_terminal_gets_styles(name: str, command: str) -> None:
    assert "\x1b[" in answer(command, terminal=True), name


def test_what_happened_in_the_place_that_the_chronology_is_about_stands_out() -> None:
    done = answer("liberation list", terminal=True)
    accent = "\x1b[1;38;5;160m"
    assert accent + "Liberation of Rome" in done
    assert accent + "Battle of Cassino" not in done


def test_each_track_has_a_style_of_its_own() -> None:
    done = answer("liberation timeline", terminal=True)
    front, city = (done.partition(title)[0].rpartition("\x1b[")[2] for title in ("The front in Italy", "Life in the city"))
    assert front != city


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=NAMES)
def test_an_ascii_output_keeps_every_line_and_every_column(name: str, command: str, width: int) -> None:
    whole = answer(command, columns=width).splitlines()
    ascii_only = answer(command, columns=width, encoding="ascii").splitlines()
    assert len(ascii_only) == len(whole)
    for line, plain in zip(whole, ascii_only, strict=True):
        assert plain.isascii()
        if cell_len(line) == len(line):  # for what is wider, see below
            assert len(plain) == len(line), f"{name}: {plain}"


def test_an_ascii_table_keeps_its_columns_beside_a_wide_title() -> None:
    lines = answer("liberation list --track city", columns=120, encoding="ascii").splitlines()
    rows = [line for line in lines if "Life in the city" in line]
    assert len({row.index("Life in the city") for row in rows}) == 1


OURS = "━┅╌─●◆◂▸⋯…–—·×→“”‘’▁▂▃▄▅▆▇█"


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=NAMES)
def test_every_sign_of_ours_has_a_stand_in(name: str, command: str) -> None:
    for line, plain in zip(answer(command).splitlines(), answer(command, encoding="ascii").splitlines(), strict=True):
        if len(plain) == len(line):
            lost = {sign for sign, stand_in in zip(line, plain, strict=True) if stand_in == "?" and sign != "?"}
            assert not lost & set(OURS), f"{name}: {plain}"
            assert all(sign == stand_in for sign, stand_in in zip(line, plain, strict=True) if sign.isascii())


def test_ascii_timelines_look_as_expected(expect: Callable[[str, str], None]) -> None:
    commands = ("liberation timeline", "liberation compare rome d-day", "liberation list")
    expect("ascii", "\n".join(f"$ {command}\n{answer(command, encoding='ascii')}" for command in commands))


STAND_INS = [
    # text, what stands in for it, remark
    ("Forlì", "Forli", "an accent is left out"),
    ("Forli\u0300", "Forli", "however it is written"),
    ("4–5 × 2…", "4-5 x 2.", "our own signs"),
    ("“so” ‘it’ is", "\"so\" 'it' is", "quotation marks"),
    ("東京 fell", "???? fell", "a wide character takes up as much as before"),
    ("a wee 🍞 loaf", "a wee ?? loaf", "likewise"),
]


@pytest.mark.parametrize(("text", "stand_in", "remark"), STAND_INS)
def test_what_an_output_cannot_encode_is_replaced_in_its_place(text: str, stand_in: str, remark: str, ask: Ask) -> None:
    ask([{"id": "one", "title": text, "date": "1944", "summary": "So it was."}])
    assert run("show", "one", encoding="ascii").lines[0] == f"  {stand_in}", remark


def test_a_fraction_never_turns_into_another_number() -> None:
    line = next(line for line in run("show", "hunger-winter", encoding="ascii").lines if "price of oil" in line)
    assert "41 times" not in line  # it was 4½
