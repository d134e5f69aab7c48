"""One page for any browser: the timeline, the card of every event, and the sources, in one file that asks for no other.

The page is whole without its script, which searches, filters, zooms and compares. Its policy lets nothing be loaded and
nothing run but the style and the script that are written into it, known by their digests. The ids of its own parts have an
underscore, which those of events cannot have.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from string import Template

from liberation_cli.chronology.event import Event
from liberation_cli.dates import phrase
from liberation_cli.exchange.html.cards import Cards
from liberation_cli.exchange.html.chart import Chart
from liberation_cli.exchange.html.markup import Markup, markup, opened, tag
from liberation_cli.exchange.html.references import References
from liberation_cli.exchange.html.survey import Mark, Survey
from liberation_cli.exchange.html.tracks import Tracks
from liberation_cli.exchange.outgoing import Outgoing

_UNDATED = "Without a beginning"


def write(outgoing: Outgoing) -> Iterator[str]:
    """Yield the page, piece by piece: the events are read twice, and only a little of each is held."""
    header = outgoing.header
    survey = Survey(outgoing.events(), header.focus)
    marks = list(survey.marks.values())
    tracks = Tracks(header, {mark.track for mark in marks})
    references = References(header.sources)
    chart = Chart(survey, tracks)
    cards = Cards(survey, tracks, references)
    yield _head(header.title or "A chronology")
    yield _masthead(outgoing, survey, len(references))
    yield _controls(marks, tracks, sources=bool(references))
    yield Markup('<main>\n<section id="the_timeline" aria-labelledby="timeline_heading">\n')
    yield tag("div", tag("h2", "Timeline", id="timeline_heading"), chart.legend(), id="timeline_bar")
    yield opened("div", id="the_chart", tabindex="0", role="region", aria_label="Timeline, to scale")
    yield from chart.pieces()
    yield Markup('</div>\n</section>\n<div class="columns">\n')
    yield from _contents(marks, cards)
    yield from _events(outgoing.events(), survey, cards)
    yield Markup("</div>\n")
    if references:
        yield Markup('<section id="the_sources" aria-labelledby="sources_heading">\n')
        yield tag("h2", "Sources", id="sources_heading")
        yield Markup("<ul>\n")
        yield from (item + "\n" for item in references.items(survey.cited))
        yield Markup("</ul>\n</section>\n")
    yield Markup("</main>\n")
    yield tag("script", Markup(_resource("page.js")))
    yield Markup("\n</body>\n</html>\n")


def _head(title: str) -> str:
    style, script = _resource("page.css"), _resource("page.js")
    return Template(_resource("head.html")).substitute(
        title=markup(title), style=style, style_digest=_digest(style), script_digest=_digest(script)
    )


def _masthead(outgoing: Outgoing, survey: Survey, sources: int) -> Markup:
    header, (first, last) = outgoing.header, survey.span
    facts = [
        phrase.count(len(survey.marks), "event"),
        phrase.period(first, last),
        phrase.count(sources, "source") if sources else "",
        f"Licence: {header.licence}" if header.licence else "",
    ]
    return tag(
        "header",
        tag("h1", header.title or "A chronology"),
        tag("p", header.description) if header.description else "",
        tag("p", " · ".join(filter(None, facts)), class_="facts"),
        class_="masthead",
    )


def _controls(marks: list[Mark], tracks: Tracks, *, sources: bool) -> str:
    """The ways into the page: links to its parts, and what the script searches and filters by."""
    used = {mark.track for mark in marks}
    lanes = [track for track in tracks.ids if track in used]
    parts = [_way("Timeline", "the_timeline"), _way("Events", "the_events")]
    parts += [_way("Sources", "the_sources")] if sources else []
    ways = [_way(tracks.title(track), f"track_{tracks.number(track)}", tracks.style(track)) for track in lanes]
    of_tracks = [_choice("track", track, tracks.title(track), tracks.style(track)) for track in lanes]
    of_kinds = [_choice("kind", kind, kind.replace("-", " ")) for kind in sorted({mark.kind for mark in marks} - {""})]
    return Template(_resource("controls.html")).substitute(
        parts=tag("ul", *parts),
        lanes=tag("ul", *ways, aria_label="Tracks") if len(ways) > 1 else "",
        menus=_menu("Tracks", "track", of_tracks) + _menu("Kinds", "kind", of_kinds),
        total=phrase.count(len(marks), "event"),
    )


def _way(label: str, target: str, style: str | None = None) -> Markup:
    return tag("li", tag("a", label, href=f"#{target}", class_=style))


def _menu(title: str, name: str, choices: list[Markup]) -> str:
    """A choice of several; none where there is nothing to choose from."""
    if len(choices) < 2:
        return ""
    summary = tag("summary", f"{title} ", tag("span", class_="chosen", data_of=name))
    return tag("details", summary, tag("fieldset", tag("legend", title), *choices)) + "\n"


def _choice(name: str, value: str, label: str, style: str | None = None) -> Markup:
    return tag("label", opened("input", type="checkbox", name=name, value=value), tag("span", label), class_=style)


def _contents(marks: list[Mark], cards: Cards) -> Iterator[Markup]:
    yield Markup('<nav id="the_contents" aria-labelledby="contents_heading">\n')
    yield tag("h2", "In order of time", id="contents_heading")
    for year, group in groupby(marks, lambda mark: mark.year):
        yield tag("section", tag("h3", year or _UNDATED), tag("ol", *map(cards.content, group)), Markup("\n"))
    yield Markup("</nav>\n")


def _events(events: Iterator[Event], survey: Survey, cards: Cards) -> Iterator[Markup]:
    yield Markup('<section id="the_events" aria-labelledby="events_heading">\n')
    yield tag("h2", "Events", id="events_heading")
    yield Markup('<p id="none_found" hidden>No event meets all that was asked.</p>\n')
    for year, group in groupby(events, lambda event: survey.marks[event.id].year):
        yield opened("section", class_="year")
        yield tag("h3", year or _UNDATED)
        yield from map(cards.card, group)
        yield Markup("</section>\n")
    yield Markup("</section>\n")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _resource(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
