"""Write a large valid chronology: ``python benchmarks/generate.py 1000000 big.jsonl``.

Made up, but shaped like a real one: words as unevenly common as in any language, events of a day and of a year, dates known
to the month, approximate and open ones, parts and consequences. The same count and seed give the same file. The events come in
the order in which the index wants them, so that it is built in one pass, and are never all in memory.
"""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, chain, groupby, pairwise
from pathlib import Path
from random import Random

import msgspec

from liberation_cli.chronology.event import Citation, Dating, Event, Figure, Header, Link, Place, Source, Track
from liberation_cli.dates import edtf

SEED = 1944

_LAST_YEAR = 1945
_EVENTS_A_YEAR = 1_000
"""The years grow with the events, so that a day of a large chronology is no more crowded than one of a small."""
_CENTURY = timedelta(days=36_524)

_LANGUAGE = """the of and to in a at by from on for with was that had his were as not their be under after which before
german allied army division river town front men city line attack bridge road troops commander civilians night hill bombers
partisans valley coast infantry losses prisoners railway harbour village retreat order armour station crossing corps"""
"""The commonest words, the commonest first."""
_CONSONANTS, _VOWELS = "bcdfglmnprstv", "aeio"
_ENDINGS = ("n", "r", "s", "l", "nte", "sta", "lla", "ndo", "rno", "tto")
_WORDS = 10_000

_TRACKS = ("italy", "rome", "politics", "resistance", "air-sea", "west", "east", "pacific", "world")
_TITLES = {
    "battle": "Battle of {}",
    "liberation": "Liberation of {}",
    "landing": "Landing at {}",
    "conference": "{} Conference",
    "offensive": "Offensive towards {}",
    "air-raid": "Air raid on {}",
    "massacre": "Massacre at {}",
    "surrender": "Surrender of {}",
    "advance": "Advance to {}",
    "decision": "Decision taken at {}",
    "sea": "Sea fight off {}",
    "deportation": "Deportation from {}",
}
_ORDINALS = ("First", "Second", "Third", "Fourth")
_COUNTRIES = (
    "Italy",
    "France",
    "Germany",
    "Poland",
    "Soviet Union",
    "Greece",
    "Yugoslavia",
    "Tunisia",
    "Japan",
    "United Kingdom",
)

_SOURCES = 300
_PLACES = 2_000
_AHEAD = 100
"""How many events are held back, so that one can name a later one that it led to."""


class Language:
    """Words and names: the rank of a word and how often it comes stand to each other as in any language (Zipf's law)."""

    def __init__(self, random: Random) -> None:
        made = dict.fromkeys(_LANGUAGE.split())
        syllables = [consonant + vowel for consonant in _CONSONANTS for vowel in _VOWELS]
        while len(made) < _WORDS:
            made.setdefault("".join(random.choices(syllables, k=random.randint(1, 3))) + random.choice(_ENDINGS))
        self.words = list(made)
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(_WORDS)))
        self._random = random

    def sentence(self, least: int, most: int) -> str:
        """Return a sentence of some words."""
        count = self._random.randint(least, most)
        return " ".join(self._random.choices(self.words, cum_weights=self._weights, k=count)).capitalize() + "."

    def name(self, words: int = 1) -> str:
        """Return a name made of rare words."""
        return " ".join(self._random.choice(self.words[200:]).capitalize() for _ in range(words))


@dataclass(frozen=True)
class Stage:
    """What all events share: where they can happen, and when."""

    places: list[Place]
    first: date
    last: date
    long_half: bool

    @property
    def opening(self) -> date:
        """Up to when something may have ended that has no beginning."""
        return self.first + (self.last - self.first) / 50

    @property
    def closing(self) -> date:
        """From when on something may have begun that has no end."""
        return self.last - (self.last - self.first) / 50


def header(language: Language) -> Header:
    """Return a header with all the tracks and sources that events name."""
    titles = {"air-sea": "Air and sea", "world": "High politics of the war"}
    return Header(
        title="A generated chronology",
        description="Made up, to measure with.",
        tracks=tuple(Track(track, titles.get(track, f"The {track} track")) for track in _TRACKS),
        sources=tuple(
            Source(f"source-{number}", language.sentence(3, 8), author=language.name(2), year=1946 + number % 70)
            for number in range(_SOURCES)
        ),
    )


def events(count: int, random: Random, language: Language, *, long_half: bool) -> Iterator[Event]:
    """Yield so many events in the order of time."""
    stage = _stage(count, random, language, long_half=long_half)
    made = (_event(number, text, stage, random, language) for number, text in enumerate(_dates(count, stage, random)))
    return _with_consequences(_with_wholes(made, random), random, language)


def _stage(count: int, random: Random, language: Language, *, long_half: bool) -> Stage:
    years = min(max(count // _EVENTS_A_YEAR, 3), _LAST_YEAR)
    first, last = (1, 9898) if long_half else (_LAST_YEAR + 1 - years, _LAST_YEAR)
    return Stage(_places(random, language), date(first, 1, 1), date(last, 12, 31), long_half)


def _places(random: Random, language: Language) -> list[Place]:
    return [
        Place(
            name=language.name(random.choice((1, 1, 1, 2))),
            country=random.choice(_COUNTRIES),
            lat=round(random.uniform(35, 55), 3),
            lon=round(random.uniform(-5, 40), 3),
        )
        for _ in range(_PLACES)
    ]


def _dates(count: int, stage: Stage, random: Random) -> Iterator[str]:
    """Yield dates in EDTF in the order of time, a month's worth at once: a date known to the month precedes its days."""
    open_ones = count // 1000
    yield from _sorted(_without_beginning(stage, random) for _ in range(open_ones))
    for _, days in groupby(_days(count - open_ones, stage, random), key=lambda day: (day.year, day.month)):
        yield from _sorted(_date(day, stage, random) for day in days)


def _sorted(dates: Iterable[str]) -> list[str]:
    return sorted(dates, key=lambda text: edtf.parse(text).sort_key)


def _days(count: int, stage: Stage, random: Random) -> Iterator[date]:
    """Yield days that lie at random between the first and the last, in order: each is drawn from what is left."""
    done = 0.0
    days = (stage.last - stage.first).days
    for left in range(count, 0, -1):
        done += (1 - done) * (1 - random.random() ** (1 / left))
        yield stage.first + timedelta(days=int(done * days))


def _without_beginning(stage: Stage, random: Random) -> str:
    day = stage.first + (stage.opening - stage.first) * random.random()
    return f"{random.choice(('..', ''))}/{day.isoformat()}"


def _date(day: date, stage: Stage, random: Random) -> str:
    """Return the date of an event that began on a day, or about then."""
    if stage.long_half and random.random() < 0.5:
        return f"{day.isoformat()}/{(day + _CENTURY).isoformat()}"
    loose = _loose_date(day, random) if random.random() < 0.08 else ""
    qualifier = random.choice("~~~??%") if random.random() < 0.06 else ""
    if loose or random.random() < 0.6:
        return (loose or day.isoformat()) + qualifier
    if day > stage.closing and random.random() < 0.1:
        return f"{day.isoformat()}/{random.choice(('..', ''))}"
    end = day + timedelta(days=min(int(random.lognormvariate(2.2, 1.2)) + 1, 700))
    return f"{day.isoformat()}/{end.isoformat()}{qualifier}"


def _loose_date(day: date, random: Random) -> str:
    """Return a date that is known to the month, or to a season or a year that begins with it."""
    if day.month == 1 and random.random() < 0.3:
        return f"{day.year:04}"
    if day.month in (3, 6, 9) and random.random() < 0.2:
        return f"{day.year:04}-{20 + day.month // 3}"
    return f"{day.year:04}-{day.month:02}"


def _event(number: int, text: str, stage: Stage, random: Random, language: Language) -> Event:
    place = random.choice(stage.places)
    kind = random.choice(tuple(_TITLES))
    title = _TITLES[kind].format(place.name)
    if random.random() < 0.1:
        title = f"{random.choice(_ORDINALS)} {title[0].lower()}{title[1:]}"
    slug = "-".join(title.lower().split())
    return Event(
        id=f"{slug}-{number}",
        title=title,
        aliases=(f"Operation {language.name()} {number}",) if random.random() < 0.3 else (),
        date=text,
        track=random.choice(_TRACKS),
        kind=kind,
        place=place,
        people=tuple(language.name(2) for _ in range(random.randint(0, 2))),
        summary=language.sentence(12, 35),
        account=(language.sentence(40, 120),) if random.random() < 0.1 else (),
        datings=_datings(text, random, language) if random.random() < 0.1 else (),
        figures=(Figure("lost", str(random.randint(2, 9999)), _citations(random, 1)),) if random.random() < 0.1 else (),
        sources=_citations(random, random.choice((2, 2, 2, 3))),
    )


def _datings(text: str, random: Random, language: Language) -> tuple[Dating, ...]:
    """The date itself and, where that is known to the day, the day before it: sources that differ."""
    others = [text]
    if len(text) == len("1944-06-04") and text.count("-") == 2 and text > "0001-01-01":
        others.append((date.fromisoformat(text) - timedelta(days=1)).isoformat())
    return tuple(Dating(other, language.sentence(3, 8), _citations(random, 1)) for other in others)


def _citations(random: Random, count: int) -> tuple[Citation, ...]:
    numbers = random.sample(range(_SOURCES), count)
    return tuple(Citation(f"source-{number}", f"p. {random.randint(1, 600)}") for number in numbers)


def _with_wholes(made: Iterable[Event], random: Random) -> Iterator[Event]:
    """Make some events parts of one that came before, and may itself be a part: that never goes round in a loop."""
    wholes: deque[str] = deque(maxlen=20)
    for event in made:
        part = bool(wholes) and random.random() < 0.2
        yield msgspec.structs.replace(event, part_of=random.choice(wholes)) if part else event
        if random.random() < 0.05:
            wholes.append(event.id)


def _with_consequences(made: Iterable[Event], random: Random, language: Language) -> Iterator[Event]:
    """Make some events lead to one that comes after."""
    held: deque[Event] = deque()
    for event in chain(made, [None] * _AHEAD):
        if event is not None:
            held.append(event)
        if held and (event is None or len(held) > _AHEAD):
            first = held.popleft()
            leads = bool(held) and random.random() < 0.2
            links = (Link(random.choice(held).id, language.sentence(3, 8), _citations(random, 1)),) if leads else ()
            yield msgspec.structs.replace(first, led_to=links)


def write(path: Path, count: int, *, seed: int = SEED, long_half: bool = False) -> None:
    """Write a chronology of so many events: JSON if the name ends so, JSON Lines otherwise."""
    random = Random(seed)
    language = Language(random)
    top = msgspec.json.encode(header(language))
    lines = map(msgspec.json.encode, events(count, random, language, long_half=long_half))
    with path.open("wb") as file:
        if path.suffix == ".json":
            file.write(top[:-1] + b',"events":[\n')
            for line, following in pairwise(chain(lines, [b""])):
                file.write(line + (b",\n" if following else b"\n"))
            file.write(b"]}\n")
        else:
            file.write(top + b"\n")
            file.writelines(line + b"\n" for line in lines)


def main() -> int:
    """Run the program."""
    parser = argparse.ArgumentParser(description="Write a large valid chronology, to measure with.")
    parser.add_argument("count", type=int, help="how many events")
    parser.add_argument("path", type=Path, help="the file to write: .jsonl or .json")
    parser.add_argument(
        "--long-half", action="store_true", help="let half of the events last 100 years, in the years 0001–9999"
    )
    parser.add_argument("--seed", type=int, default=SEED, help=f"another number makes another chronology (default {SEED})")
    arguments = parser.parse_args()
    write(arguments.path, arguments.count, seed=arguments.seed, long_half=arguments.long_half)
    return 0


if __name__ == "__main__":
    sys.exit(main())
