"""What else is known of somebody: exemption and Complémentaire santé solidaire."""

from collections.abc import Sequence
from datetime import date

from kiosk.documents import wording
from kiosk.documents.beneficiaries import NAMES, Numbered, names_cell, numbered
from kiosk.documents.fonts import Face
from kiosk.documents.layout import Block, gap
from kiosk.documents.masthead import heading_block
from kiosk.documents.sheet import QUIET, Type
from kiosk.documents.structure import Element, Role, row_header
from kiosk.documents.table import (
    Cell,
    Column,
    Styled,
    continued_block,
    headings_block,
    paired,
    row_block,
)
from wire.rights import C2S, Beneficiaire, Periode

_CELL = Type(Face.REGULAR, 10)
_REMARK = Type(Face.REGULAR, 8.5, QUIET)
_MOST_NAMES = 4
"""In one row, so that no row is ever higher than a page, whatever the length of the names."""
_EXEMPTION = Column(54, 55, wording.EXEMPTION)
_C2S = Column(114.5, 55.5, wording.C2S)


def situations(people: Sequence[Beneficiaire], issued: date) -> list[Block]:
    """Exemption and C2S of those who have one; nothing at all when nobody does.

    A family that has the same is told of in one row.
    """
    concerned = _alike(people)
    if not concerned:
        return []
    columns = [
        NAMES,
        *([_EXEMPTION] if any(one.person.exoneration for one, *_ in concerned) else []),
        *([_C2S] if any(one.person.c2s for one, *_ in concerned) else []),
    ]
    table = Element(Role.TABLE)
    first = headings_block(columns, table)
    again = continued_block(wording.SITUATION, columns)
    rows = [
        row_block(_cells(alike, columns, issued, table.add(Role.ROW)), again) for alike in concerned
    ]
    return [gap(4.5), heading_block(wording.SITUATION), first, *paired(rows)]


def _alike(people: Sequence[Beneficiaire]) -> list[list[Numbered]]:
    """Those of whom there is something to say, side by side where it is the same, under the numbers
    that they have among all."""
    found: dict[tuple[Periode | None, C2S | None], list[list[Numbered]]] = {}
    for one in numbered(people):
        person = one.person
        if person.exoneration or person.c2s:
            groups = found.setdefault((person.exoneration, person.c2s), [[]])
            if len(groups[-1]) == _MOST_NAMES:
                groups.append([])
            groups[-1].append(one)
    return [group for groups in found.values() for group in groups]


def _cells(
    alike: Sequence[Numbered], columns: Sequence[Column], issued: date, row: Element
) -> list[Cell]:
    person = alike[0].person
    said = {_EXEMPTION: _exemption(person, issued), _C2S: _c2s(person, issued)}
    return [
        names_cell(alike, [], row.add(Role.HEADER, row_header())),
        *(Cell(column, said[column], row.add(Role.CELL)) for column in columns[1:]),
    ]


def _exemption(person: Beneficiaire, issued: date) -> list[Styled]:
    period = person.exoneration
    if period is None:
        return [(wording.NONE, _CELL)]
    during = wording.yes_during(period.date_debut, period.date_fin)
    return [(f"{during}{_aside(period, issued)}", _CELL)]


def _c2s(person: Beneficiaire, issued: date) -> list[Styled]:
    if person.c2s is None:
        return [(wording.NONE, _CELL)]
    period = person.c2s.periode
    kind = wording.C2S_WITH if person.c2s.avec_participation else wording.C2S_WITHOUT
    during = wording.period(period.date_debut, period.date_fin)
    return [
        (kind, _CELL),
        (f"{during}{_aside(period, issued)}", _CELL),
        (wording.managed_by(person.c2s.gestionnaire), _REMARK),
    ]


def _aside(period: Periode, issued: date) -> str:
    """Said in words when it is over, or has not begun."""
    if period.date_fin is not None and period.date_fin < issued:
        return f" ({wording.FINISHED})"
    return f" ({wording.NOT_BEGUN})" if period.date_debut > issued else ""
