"""The commands that take a chronology to other programs and bring one from them: export and import."""

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from liberation_cli.cli.opening import opened
from liberation_cli.cli.options import Chosen, Filters, takes_groups
from liberation_cli.cli.screen import say
from liberation_cli.cli.waiting import told, waiting
from liberation_cli.cli.writing import STANDARD_OUTPUT, write
from liberation_cli.dates import phrase
from liberation_cli.errors import ChronologyError, InvalidChronology, LiberationError, NoMatch, Problem, UnknownName, quote
from liberation_cli.exchange import formats, json_document, json_lines
from liberation_cli.exchange.formats import FORMATS, Format
from liberation_cli.exchange.incoming import Manner, assemble
from liberation_cli.exchange.outgoing import Loss, Losses, Outgoing, Written

_NAMED_AS_EXAMPLES = 3
_BOM = "\ufeff"
_STANDARD_INPUT = Path("-")


def _formats_written(incomplete: str) -> list[tuple[str, str]]:
    return [(f.name, f.opens_in) for f in FORMATS.values() if f.written and f.name.startswith(incomplete)]


def _formats_read(incomplete: str) -> list[tuple[str, str]]:
    return [(f.name, f.opens_in) for f in FORMATS.values() if f.read and f.name.startswith(incomplete)]


class ExportFilters(Filters):
    """The filters of a list, where --to names a format."""

    until: Annotated[
        str | None,
        typer.Option("--until", metavar="WHEN", help="Under way in or before this time.", rich_help_panel="Which events"),
    ]


class Target(NamedTuple):
    """Where to write."""

    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Write this file, instead of standard output.")
    ] = STANDARD_OUTPUT
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it is there already.")] = False

    @property
    def is_file(self) -> bool:
        """Whether it is anything but standard output."""
        return self.output != STANDARD_OUTPUT

    def write(self, pieces: Iterable[str]) -> None:
        """Write a text whole or not at all.

        Raises:
            LiberationError: the file is there already, or cannot be written.
        """
        write(self.output, (piece.encode() for piece in pieces), force=self.force)


class Hand(NamedTuple):
    """How people wrote in the file that is read."""

    day_first: Annotated[
        bool | None, typer.Option("--day-first/--month-first", help="How to read 5/6/1944.", show_default=False)
    ] = None
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="HEADING=FIELD", help="Which field a column of a table holds; may be given more than once."),
    ] = None
    encoding: Annotated[str, typer.Option(metavar="NAME", help="How the text is encoded, such as cp1252.")] = "utf-8"
    skip: Annotated[bool, typer.Option("--skip", help="Leave out what cannot be read, and say so.")] = False

    @property
    def manner(self) -> Manner:
        """What readers need of it."""
        return Manner(self.day_first, dict(map(_mapping, self.column or ())))


@takes_groups
def export(
    chosen: Chosen,
    filters: ExportFilters,
    target: Target,
    to: Annotated[
        str,
        typer.Option(
            metavar="FORMAT",
            help=f"One of {', '.join(FORMATS)}; if left out, what the name of the file says.",
            autocompletion=_formats_written,
        ),
    ] = "",
    bom: Annotated[bool, typer.Option("--bom", help="Begin with a byte order mark: Excel needs it to read accents.")] = False,
) -> None:
    """Write events in the format of another program.

    All of them, or those that the filters select, with the sources and tracks they refer to. What the format has no place
    for is told on standard error. A file is written whole or not at all.
    """
    format_ = _format_of(to, target.output, "--to")
    with opened(chosen) as chronology:
        selection = filters.selection()
        if next(chronology.select(selection._replace(limit=1)), None) is None:
            raise NoMatch("no event meets all that was asked", "widen the time, or leave a condition out")
        outgoing = Outgoing(chronology, selection)
        with waiting(f"Writing {format_.name}") as bar:
            pieces = told(formats.writer(format_)(outgoing), bar, lambda: outgoing.share)
            target.write(chain([_BOM] if bom else [], pieces))
        # A bibliography has no events in it.
        count = phrase.count(outgoing.count, "event") if outgoing.count else phrase.count(len(outgoing.sources), "source")
        _report(str(target.output) if target.is_file else format_.name, count, outgoing.losses, always=target.is_file)


@takes_groups
def import_chronology(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file of the other program; - for standard input.")],
    hand: Hand,
    target: Target,
    from_: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="FORMAT",
            help=f"One of {', '.join(f.name for f in FORMATS.values() if f.read)}; if left out, what the file's name says.",
            autocompletion=_formats_read,
        ),
    ] = "",
) -> None:
    """Make a chronology of another program's file.

    Dates are read as people write them. If anything cannot be read, every such place is told, and nothing is written
    unless --skip is given. What a chronology has no place for is told too. The chronology is written as JSON, or as JSON
    Lines to a file whose name ends in .jsonl.
    """
    format_ = _format_of(from_, file, "--from")
    if not format_.read:
        readable = ", ".join(f.name for f in FORMATS.values() if f.read)
        raise UnknownName(f"{format_.name} is not read, only written", f"the formats that are read are {readable}")
    text = _text(file, hand.encoding)
    try:
        arrival = formats.reader(format_)(text, hand.manner)
    except ChronologyError as error:
        raise ChronologyError(f"{file}: {error.message}", error.hint) from None
    assembled = assemble(arrival, hand.manner)
    if assembled.problems and not hand.skip:
        _refuse(file, assembled.problems)
    if not assembled.listed:
        raise NoMatch(f"{file}: there is no event in it")
    target.write(_chronology_writer(target)(assembled))
    for problem in assembled.problems:
        say(f"{file}: {problem.where}, left out: {problem.what}")
    count = phrase.count(len(assembled.listed), "event")
    _report(str(target.output if target.is_file else file), count, assembled.losses, always=target.is_file)


def _chronology_writer(target: Target) -> Callable[[Written], Iterator[str]]:
    name = formats.of_file(target.output) if target.is_file else FORMATS["json"]
    if name == FORMATS["jsonl"]:
        return json_lines.write
    if name == FORMATS["json"]:
        return json_document.write
    raise LiberationError(f"{target.output}: a chronology is kept as .json or .jsonl", "name the file so")


def _format_of(name: str, file: Path, option: str) -> Format:
    """The format of a name, or else of a file's name."""
    if name:
        return formats.named(name)
    found = formats.of_file(file)
    if found is None:
        unnamed = "no format is named" if file == STANDARD_OUTPUT else f"{file}: no format has files of this name"
        raise UnknownName(unnamed, f"add {option} with one of {', '.join(FORMATS)}")
    return found


def _mapping(typed: str) -> tuple[str, str]:
    heading, sign, field = typed.rpartition("=")
    if not sign:
        raise UnknownName(f"{quote(typed)} names no field", "write it as HEADING=FIELD, such as --column Ort=place")
    return heading, field


def _text(file: Path, encoding: str) -> str:
    """Read a whole text; a byte order mark tells its encoding, whatever was said of it."""
    try:
        data = sys.stdin.buffer.read() if file == _STANDARD_INPUT else file.read_bytes()
    except FileNotFoundError:
        raise LiberationError(f"{file}: there is no such file") from None
    except OSError as error:
        raise LiberationError(f"{file}: cannot be read: {error.strerror}") from None
    marked = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    told = next((name for mark, name in marked.items() if data.startswith(mark)), encoding)
    try:
        return data.decode(told)
    except LookupError:
        raise UnknownName(f"there is no encoding {quote(encoding)}", "such as utf-8, cp1252 or latin-1") from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise LiberationError(
            f"{file}: is not {told.upper()} at line {line}", "save it as UTF-8, or name its --encoding, such as cp1252"
        ) from None


def _refuse(file: Path, problems: list[Problem]) -> None:
    """Refuse a file with problems: all of them are told, and what would help."""
    hint = "nothing was written; mend them, or leave them out with --skip"
    if any("may be" in problem.what for problem in problems):
        hint += "; --day-first or --month-first tells how to read 5/6/1944"
    raise InvalidChronology(str(file), problems, hint)


def _report(what: str, count: str, losses: Losses, *, always: bool) -> None:
    """Say how much was written and what it goes without; only if it goes without something, unless ``always``."""
    lost = list(losses)
    if lost or always:
        say(f"{what}: {count}")
    for loss in lost:
        say(f"  {told_of(loss)}")


def told_of(loss: Loss) -> str:
    """Say what could not be kept, and of which events."""
    some = ", ".join(loss.events[:_NAMED_AS_EXAMPLES])
    more = ", …" if len(loss.events) > _NAMED_AS_EXAMPLES else ""
    return loss.what + (f": {phrase.count(len(loss.events), 'event')} ({some}{more})" if some else "")
