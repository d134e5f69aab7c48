"""A chronology with every kind of date, and every kind of text, that a view has to show."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]

LEDGER: Record = {"source": "ledger", "at": "p. 12"}
DIARY: Record = {"source": "diary"}

LONG_TITLE = (
    "The long march of the baggage train over the pass and down the other side, which nobody who took part in it forgot, "
    "and of which no two of those who did ever told the same story"
)
MARKUP_TITLE = "Raid on [bold]Forlì[/bold]"
WIDE_TITLE = "東京の放送がローマ陥落を報じる"

HEADER: Record = {
    "title": "A chronicle of many dates",
    "description": "Thirteen events, none of them told like the others.",
    "licence": "CC0-1.0",
    "focus": "Rome",
    "tracks": [
        {"id": "front", "title": "The front in Italy"},
        {"id": "city", "title": "Life in the city"},
        {"id": "sea", "title": "The war at sea"},
    ],
    "sources": [
        {
            "id": "ledger",
            "title": "The Ledger",
            "publisher": "The Ministry",
            "year": 1950,
            "kind": "official history",
            "url": "https://example.org/a/rather/long/address/which/is/never/broken/in/two/because/nobody/could/follow/it#p12",
        },
        {"id": "diary", "title": "A Diary", "author": "N. Ettore", "kind": "memoir"},
        {"id": "unread", "title": "A Book That Nobody Cites", "author": "A. Nonimo", "year": 1999},
    ],
}

EVENTS: list[Record] = [
    {
        "id": "campaign",
        "title": "The Italian campaign",
        "date": "1943-09-03/1945-05-02",
        "track": "front",
        "kind": "campaign",
        "summary": "Twenty months, from the toe to the Alps.",
        "sources": [LEDGER],
    },
    {
        "id": "armistice",
        "title": "Armistice",
        "aliases": ["surrender of italy"],
        "date": "1943-09-08",
        "track": "city",
        "kind": "diplomacy",
        "place": {"name": "Cassibile", "country": "Italy", "lat": 36.98, "lon": 15.2},
        "summary": "Told on the wireless at a quarter to eight.",
        "led_to": [{"event": "occupation", "how": "the king left, and the city was taken", "sources": [DIARY]}],
        "sources": [LEDGER, DIARY],
    },
    {
        "id": "occupation",
        "title": "Occupation of Rome",
        "date": "1943-09-10/1944-06-04",
        "track": "city",
        "kind": "occupation",
        "place": {"name": "Rome", "country": "Italy", "lat": 41.893, "lon": 12.483},
        "forces": {"allied": [], "axis": ["Town garrison"]},
        "summary": "Nine months.",
    },
    {
        "id": "hunger-winter",
        "title": "The hunger winter",
        "date": "1943-11~/1944-03",
        "track": "city",
        "kind": "hardship",
        "place": {"name": "L’Aquila", "country": "Italy"},
        "people": ["Zoë Müller", "Łucja Żak"],
        "summary": "Bread is cut to a hundred grams; a café opens all the same.",
        "figures": [
            {"what": "bread a day", "value": "100 g", "sources": [DIARY]},
            {"what": "price of oil", "value": "4½ times as much"},
        ],
    },
    {
        "id": "cassino",
        "title": "Battle of Cassino",
        "date": "1944-01-17/1944-05-18",
        "track": "front",
        "kind": "battle",
        "place": {"name": "Cassino", "country": "Italy", "lat": 41.49, "lon": 13.83},
        "forces": {"allied": ["Fifth Army", "Eighth Army"], "axis": ["Tenth Army"]},
        "summary": "Four battles for one hill.",
        "part_of": "campaign",
        "led_to": [{"event": "liberation-of-rome", "how": "the road lay open"}],
        "datings": [{"date": "1944-01-12/1944-05-18", "says": "from the first attack", "sources": [DIARY]}],
        "figures": [{"what": "battles", "value": "4", "sources": [LEDGER, DIARY]}],
        "sources": [LEDGER],
    },
    {
        "id": "abbey-bombed",
        "title": "The abbey is bombed",
        "date": "1944-02-15",
        "track": "front",
        "kind": "air-raid",
        "place": {"name": "Cassino", "country": "Italy", "lat": 41.49, "lon": 13.83},
        "summary": "In the morning, says one; in the night, says the other.",
        "part_of": "cassino",
        "datings": [
            {"date": "1944-02-15", "says": "in the morning", "sources": [LEDGER]},
            {"date": "1944-02-16", "says": "after midnight", "sources": [DIARY]},
        ],
        "sources": [LEDGER, DIARY],
    },
    {
        "id": "raid-on-forli",
        "title": MARKUP_TITLE,
        "date": "1944-03-17?",
        "track": "city",
        "kind": "raid",
        "place": {"name": "Forlì", "country": "Italy", "lat": 44.222, "lon": 12.041},
        "summary": "A depot burns [red]red[/red]; nobody wrote down the day.\tNor the hour.\nNor why.",
    },
    {
        "id": "ration-halved",
        "title": "The ration is halved",
        "date": "1944-05",
        "track": "city",
        "kind": "hardship",
        "summary": "Some time in May.",
    },
    {
        "id": "liberation-of-rome",
        "title": "Liberation of Rome",
        "aliases": ["rome", "roma città aperta"],
        "date": "1944-06-04/1944-06-05",
        "track": "front",
        "kind": "liberation",
        "place": {"name": "Rome", "country": "Italy", "lat": 41.893, "lon": 12.483},
        "forces": {"allied": ["Fifth Army"], "axis": ["Fourteenth Army"]},
        "people": ["Mark W. Clark"],
        "summary": "The city is entered on the 4th and held by the 5th.",
        "account": ["Tanks reach the Forum at dusk.", "The bridges stand."],
        "significance": "The first capital to fall, says the Ledger.",
        "part_of": "campaign",
        "datings": [
            {"date": "1944-06-04", "says": "the first tanks are in the city", "sources": [LEDGER]},
            {"date": "1944-06-05", "says": "the last rearguard is gone", "sources": [DIARY]},
        ],
        "sources": [LEDGER, DIARY],
    },
    {
        "id": "tokyo-radio",
        "title": WIDE_TITLE,
        "date": "1944-06-05",
        "track": "city",
        "kind": "broadcast",
        "place": {"name": "東京", "country": "日本", "lat": 35.68, "lon": 139.77},
        "summary": "ラジオ東京 has it from Lisbon.",
    },
    {
        "id": "d-day",
        "title": "D-Day",
        "aliases": ["normandy landings"],
        "date": "1944-06-06",
        "track": "front",
        "kind": "landing",
        "place": {"name": "Normandy", "country": "France", "lat": 49.34, "lon": -0.6},
        "summary": "Five beaches, and the world looks away from Rome.",
        "sources": [LEDGER],
    },
    {
        "id": "gate-shut",
        "title": "The gate of the town is shut",
        "date": "1944-06-10/..",
        "track": "city",
        "kind": "custom",
        "summary": "It has not been opened since.",
    },
    {
        "id": "baggage-train",
        "title": LONG_TITLE,
        "date": "1944-08~",
        "track": "front",
        "kind": "march",
        "place": {"name": "Kraków-Płaszów", "country": "Polska"},
        "summary": "Donkeys, mostly.",
        "led_to": [{"event": "gate-shut", "how": "nobody wanted to see it again"}],
    },
]
"""In the order of time."""

IDS = [event["id"] for event in EVENTS]
