"""The explore command: the chronology on the full screen, or line by line."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.cli.completion import complete_event
from liberation_cli.cli.opening import opened
from liberation_cli.cli.options import ChronologyOption, NoColorOption, Output
from liberation_cli.cli.screen import Screen
from liberation_cli.errors import LiberationError, harmless
from liberation_cli.views.lines import wrap

Theme = Literal["dark", "light", "contrast", "no-colour"]


def explore(  # noqa: PLR0913, PLR0917 - one for each option
    start: Annotated[
        str | None,
        typer.Argument(metavar="[START]", help="An event, a day, or words to search for.", autocompletion=complete_event),
    ] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="WHEN", help="Start on this day, or at this event.")] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line, for screen readers: no boxes, a prompt, the same verbs.")
    ] = False,
    theme: Annotated[Theme, typer.Option("--theme", help="How it looks; T takes the next one.")] = "dark",
    chronology: ChronologyOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Explore the chronology on the full screen, day by day and event by event.

    The timeline lies above, the list beneath it, and beside that the card of the event you are at. Arrows travel through
    time, / searches as you type, c compares, Tab and Enter follow the names on a card, F1 tells all the keys. Where there is
    no terminal to draw on, the same journey is made line by line.
    """
    output = Output(chronology=chronology, no_pager=True, no_color=no_color)
    with opened(output) as asked:
        if plain or not _can_draw():
            _converse(asked, start or "", at or "", Screen(output))
        else:
            if no_color:
                os.environ["NO_COLOR"] = "1"  # which is how Textual is told
            _show(asked, start or "", at or "", "no-colour" if os.environ.get("NO_COLOR") else theme)


def export_list(chronology: Chronology, positions: Sequence[int], path: Path) -> str:
    """Write some events, by their places in time, in the format that the name of a file tells; return what was lost.

    Raises:
        LiberationError: no format has files of this name, or the file is there, or cannot be written.
    """
    from liberation_cli.cli.exchange import told_of  # noqa: PLC0415 - only an export needs these
    from liberation_cli.cli.writing import write_atomically  # noqa: PLC0415
    from liberation_cli.exchange import formats  # noqa: PLC0415
    from liberation_cli.exchange.outgoing import Outgoing  # noqa: PLC0415

    path = path.expanduser()
    if path.exists():
        raise LiberationError(f"{path} is there already", "give another name")
    format_ = formats.of_file(path)
    if format_ is None:
        suffixes = ", ".join(known.suffixes[0] for known in formats.FORMATS.values())
        raise LiberationError(f"{path}: no format has files of this name", f"end it in one of {suffixes}")
    outgoing = Outgoing(chronology, positions)
    write_atomically(path, (piece.encode() for piece in formats.writer(format_)(outgoing)), force=False)
    return "; ".join(map(told_of, outgoing.losses))


def _can_draw() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _show(chronology: Chronology, start: str, at: str, theme: str) -> None:
    import gc  # noqa: PLC0415

    gc.disable()  # as for the rest of the program: see __main__
    from liberation_cli.explorer.app import Explorer  # noqa: PLC0415 - Textual takes longer to import than all else
    from liberation_cli.explorer.guide import Guide  # noqa: PLC0415
    from liberation_cli.explorer.travelling import Start  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    app = Explorer(chronology, Start(Guide(chronology).set_out(start, at), theme), export_list)
    failed = app.run()
    if failed is not None:
        raise failed
    if app.showing.failures:
        raise LiberationError(f"something could not be drawn: {app.showing.failures[0]}", "it was left out; all else was shown")


def _converse(chronology: Chronology, start: str, at: str, screen: Screen) -> None:
    from liberation_cli.explorer.conversation import Conversation  # noqa: PLC0415
    from liberation_cli.explorer.guide import Guide  # noqa: PLC0415

    guide = Guide(chronology)
    conversation = Conversation(guide, guide.set_out(start, at), export_list, screen.width)
    screen.show(conversation.open())
    while not conversation.ended:
        try:
            typed = _read_line(conversation.prompt)
        except (EOFError, KeyboardInterrupt):
            if _is_asked_by_a_person():
                screen.show([[]])  # what comes next does not stand beside the prompt
            return
        try:
            screen.show(conversation.answer(typed))
        except LiberationError as error:
            told = [error.message, *([error.hint] if error.hint else [])]
            screen.show([[(text, "")] for line in told for text in wrap(harmless(line), screen.width)])


def _read_line(prompt: str) -> str:
    """Read what is typed; the prompt is for people alone."""
    if sys.stdin is None:
        raise EOFError
    sys.stdout.flush()
    if _is_asked_by_a_person():
        return input(prompt)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _is_asked_by_a_person() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
