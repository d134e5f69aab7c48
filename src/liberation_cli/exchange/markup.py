"""Text to HTML and back, such that no text is taken for markup and none of it is lost."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser
from typing import NamedTuple

_BLANKS = re.compile(r"[ \t\n\r\f]+")
"""What HTML shows as one space."""
_BLOCKS = {
    *("address", "article", "blockquote", "dd", "div", "dl", "dt", "figure", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
}
_UNSEEN = {"script", "style", "template", "title"}
OURS = "liberation"
"""The class of a paragraph that was put together of other fields."""


class Markup(NamedTuple):
    """What HTML says, by paragraphs; those ``of_ours`` apart, and whether there was anything else than text."""

    paragraphs: list[str]
    of_ours: list[str]
    more: bool

    @property
    def text(self) -> str:
        """The paragraphs as one text."""
        return "\n\n".join(self.paragraphs)


def html(text: str) -> str:
    """Write a text as HTML that stands within a paragraph or a heading."""
    return _BLANKS.sub(_blank, escape(text, quote=False))


def paragraph(text: str) -> str:
    """Write a text as a paragraph of HTML."""
    return f"<p>{html(text)}</p>"


def paragraph_of_ours(text: str) -> str:
    """Write a text as a paragraph that reading leaves apart."""
    return f'<p class="{OURS}">{html(text)}</p>'


def read(markup: str) -> Markup:
    """Read a piece of HTML."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    reader.end_paragraph()
    return Markup(reader.paragraphs, reader.of_ours, reader.more)


def _blank(match: re.Match[str]) -> str:
    """Blanks that HTML would show as one, each by its number; a new line as a break."""
    return " " if match[0] == " " else "".join("<br>" if blank == "\n" else f"&#{ord(blank)};" for blank in match[0])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.paragraphs: list[str] = []
        self.of_ours: list[str] = []
        self.more = False
        self._pieces: list[str] = []
        self._ours = False
        self._unseen = 0

    def end_paragraph(self) -> None:
        text = "".join(self._pieces).strip()
        if text:
            (self.of_ours if self._ours else self.paragraphs).append(text)
        self._pieces, self._ours = [], False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end_paragraph()
            self._ours = (tag, attrs) == ("p", [("class", OURS)])
        elif tag == "br":
            self._pieces.append("\n")
        else:
            self.more = True
            self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_paragraph()
        elif tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)

    def handle_data(self, data: str) -> None:
        self._add(_BLANKS.sub(" ", data))

    def handle_charref(self, name: str) -> None:
        self._add(unescape(f"&#{name};"))

    def handle_entityref(self, name: str) -> None:
        self._add(unescape(f"&{name};"))

    def _add(self, text: str) -> None:
        if not self._unseen:
            self._pieces.append(text)
