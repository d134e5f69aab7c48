"""The commands assembled, and ``main``: the only place that catches our errors."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from shutil import get_terminal_size
from typing import Annotated, NamedTuple, NoReturn

import typer

from liberation_cli import __version__
from liberation_cli.cli.examples import OF_COMMAND, OF_PROGRAM, help_of
from liberation_cli.cli.options import Output, takes_groups
from liberation_cli.cli.screen import PIPE_CLOSED, abandon_output, say, use_stand_ins
from liberation_cli.errors import AmbiguousEvent, InvalidChronology, LiberationError, harmless

MOST_REPORTED = 100
"""Problems of a file: more would only push the first off the screen."""


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"liberation {__version__}")
        raise typer.Exit


@takes_groups
def start(
    ctx: typer.Context,
    output: Output,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", help="Show the version.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Explore the liberation of Rome and the Italian Campaign of 1943–45, or a chronology of your own."""
    if ctx.invoked_subcommand is not None:
        # `liberation -c FILE list` means what `liberation list -c FILE` does.
        given = {field: value for field, value in output._asdict().items() if value}
        ctx.default_map = {ctx.invoked_subcommand: given}
    else:
        from liberation_cli.cli.front import front_page  # noqa: PLC0415

        front_page(output)


class _Command(NamedTuple):
    """Where a command stands in the help, and where its function is."""

    panel: str
    module: str
    function: str


_AROUND, _CLOSER, _OWN = "Look around", "Look closer", "Your own chronology"
COMMANDS = {
    "list": _Command(_AROUND, "lists", "list_events"),
    "between": _Command(_AROUND, "lists", "between"),
    "on": _Command(_AROUND, "lists", "on"),
    "timeline": _Command(_AROUND, "timeline", "timeline"),
    "meanwhile": _Command(_AROUND, "timeline", "meanwhile"),
    "explore": _Command(_AROUND, "explore", "explore"),
    "show": _Command(_CLOSER, "show", "show"),
    "compare": _Command(_CLOSER, "compare", "compare"),
    "search": _Command(_CLOSER, "search", "search"),
    "sources": _Command(_CLOSER, "show", "sources"),
    "new": _Command(_OWN, "new", "new"),
    "check": _Command(_OWN, "check", "check"),
    "diff": _Command(_OWN, "diff", "diff"),
    "format": _Command(_OWN, "format", "format_file"),
    "export": _Command(_OWN, "exchange", "export"),
    "import": _Command(_OWN, "exchange", "import_chronology"),
    "cache": _Command(_OWN, "cache", "cache"),
}


def build_app(arguments: Sequence[str]) -> typer.Typer:
    """Assemble the commands.

    Typer examines every command that it is given before it runs one, which takes as long as running it does. So where the
    first argument is a command, that one is assembled alone, and without arguments none is; for help, completion and
    mistakes they all are.
    """
    app = typer.Typer(
        name="liberation",
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True, help=help_of(start, OF_PROGRAM))(start)
    asked = arguments[0] if arguments else ""
    completing = "_LIBERATION_COMPLETE" in os.environ
    for name, command in COMMANDS.items():
        if name == asked or (asked not in COMMANDS and (arguments or completing)):
            function = getattr(import_module(f"liberation_cli.cli.{command.module}"), command.function)
            app.command(name, rich_help_panel=command.panel, help=help_of(function, OF_COMMAND[name]))(function)
    return app


def main() -> NoReturn:
    """Run the command line, and exit: 0 answered, 1 nothing matched, 2 the question or the file was wrong."""
    if sys.stdout is None:
        # Standard output was closed before we began: there is nobody to answer.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - lives as long as the process
    for stream in (sys.stdout, sys.stderr):
        use_stand_ins(stream)
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_output()
        code = PIPE_CLOSED
    except OSError as error:
        abandon_output()
        say(f"the answer could not be written: {error.strerror}")
        code = 2
    sys.exit(code)


def _run() -> int:
    try:
        arguments = [_harmless_argument(argument) for argument in sys.argv[1:]]
        build_app(arguments)(arguments, prog_name="liberation")
    except LiberationError as error:
        _report(error)
        return error.exit_code
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0


def _harmless_argument(argument: str) -> str:
    """Write out what a terminal would obey, for Typer repeats arguments that it cannot use; but a file keeps its name."""
    return argument if argument.isprintable() or os.path.exists(argument) else harmless(argument)  # noqa: PTH110 - any bytes


def _report(error: LiberationError) -> None:
    """Say what was wrong, where, and what to do instead."""
    say(error.message)
    if isinstance(error, InvalidChronology):
        _report_problems(error)
        if len(error.problems) > MOST_REPORTED:
            say(f"  … and {len(error.problems) - MOST_REPORTED} more")
    if isinstance(error, AmbiguousEvent):
        widest = max(len(candidate.id) for candidate in error.candidates)
        for candidate in error.candidates:
            say(f"  {candidate.id:<{widest}}  {candidate.title}, {candidate.date}")
    if error.hint:
        say(f"  {error.hint}")


def _report_problems(error: InvalidChronology) -> None:
    """Say what is wrong in a file as ``check`` does."""
    from liberation_cli.views.check_results import problem_lines  # noqa: PLC0415 - few files are broken

    width = get_terminal_size().columns
    for problem in error.problems[:MOST_REPORTED]:
        for line in problem_lines(error.path, problem, width):
            say("".join(text for text, _ in line))
