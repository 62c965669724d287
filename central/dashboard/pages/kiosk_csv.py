"""The list of kiosks for a spreadsheet."""

from collections.abc import Iterable, Iterator

from central.dashboard.csv_rows import csv_head, csv_row
from central.dashboard.words import Words
from central.fleet.kiosk_list import KioskSummary

_COLUMNS = ("id", "name", "site", "tags", "state", "trouble", "heard", "software")


def lines_of_csv(lines: Iterable[KioskSummary], words: Words) -> Iterator[str]:
    heads = [words.say(f"kiosks.csv.{each}") for each in _COLUMNS]
    yield csv_head(heads)
    for each in lines:
        yield csv_row(
            [
                each.id,
                each.name,
                each.site,
                " ".join(each.tags),
                words.say(f"state.one.{each.state}"),
                words.trouble(each.trouble),
                "" if each.heard_at is None else each.heard_at.isoformat(timespec="seconds"),
                each.software or "",
            ]
        )
