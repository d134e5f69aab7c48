"""The commands assembled, and ``main``: the only place that catches our errors."""

import os
import sys
from typing import Annotated, NoReturn

import typer

from liberation_cli import __version__
from liberation_cli.cli import compare, lists, search, show, timeline
from liberation_cli.cli.examples import OF_COMMAND, OF_PROGRAM, help_of
from liberation_cli.cli.front import front_page
from liberation_cli.cli.options import Output, takes_groups
from liberation_cli.cli.screen import PIPE_CLOSED, abandon_output, use_stand_ins
from liberation_cli.errors import AmbiguousEvent, InvalidChronology, LiberationError

MOST_REPORTED = 100
"""Problems of a file: more would only push the first off the screen."""

app = typer.Typer(
    name="liberation",
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
    if ctx.invoked_subcommand is None:
        front_page(output)


app.callback(invoke_without_command=True, help=help_of(start, OF_PROGRAM))(start)

for name, panel, function in (
    ("list", "Look around", lists.list_events),
    ("between", "Look around", lists.between),
    ("on", "Look around", lists.on),
    ("timeline", "Look around", timeline.timeline),
    ("meanwhile", "Look around", timeline.meanwhile),
    ("show", "Look closer", show.show),
    ("compare", "Look closer", compare.compare),
    ("search", "Look closer", search.search),
    ("sources", "Look closer", show.sources),
):
    app.command(name, rich_help_panel=panel, help=help_of(function, OF_COMMAND[name]))(function)


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
        _say(f"the answer could not be written: {error.strerror}")
        code = 2
    sys.exit(code)


def _run() -> int:
    try:
        app()
    except LiberationError as error:
        _report(error)
        return error.exit_code
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0


def _report(error: LiberationError) -> None:
    """Say what was wrong, where, and what to do instead."""
    _say(error.message)
    if isinstance(error, InvalidChronology):
        for problem in error.problems[:MOST_REPORTED]:
            _say(f"  {problem.where}: {problem.what}{f' ({problem.instead})' if problem.instead else ''}")
        if len(error.problems) > MOST_REPORTED:
            _say(f"  … and {len(error.problems) - MOST_REPORTED} more")
    if isinstance(error, AmbiguousEvent):
        widest = max(len(candidate.id) for candidate in error.candidates)
        for candidate in error.candidates:
            _say(f"  {candidate.id:<{widest}}  {candidate.title}, {candidate.date}")
    if error.hint:
        _say(f"  {error.hint}")


def _say(message: str) -> None:
    if sys.stderr is not None:
        print(message, file=sys.stderr)  # noqa: T201 - this is standard error
