"""Who is covered, from when to when: a table that goes on over pages under its own headings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from kiosk.documents import birth, wording
from kiosk.documents.fonts import Face
from kiosk.documents.layout import Block
from kiosk.documents.masthead import heading_block
from kiosk.documents.periods import PeriodState, ShownPeriod, shown
from kiosk.documents.sheet import ALERT, QUIET, Type
from kiosk.documents.structure import Element, Role, row_header
from kiosk.documents.table import (
    NUMBER_ROOM,
    Cell,
    Column,
    Styled,
    continued_block,
    headings_block,
    paired,
    row_block,
    stacked,
    with_note,
)
from kiosk.documents.text import name_lines
from shared_runtime.private import Private
from wire.rights import Beneficiaire

_NAME = Type(Face.SEMIBOLD, 10)
_CELL = Type(Face.REGULAR, 10)
_REMARK = Type(Face.REGULAR, 8.5, QUIET)
_NOTICE = Type(Face.SEMIBOLD, 10)
_WARNING = Type(Face.SEMIBOLD, 10, ALERT)

NAMES = Column(0, 51, wording.NAME_COLUMN)
_BIRTH = Column(54, 20, wording.BIRTH_COLUMN)
_RANK = Column(77, 9, wording.RANK_COLUMN)
_DOCTOR = Column(88, 25, wording.DOCTOR_COLUMN)
_RIGHTS = Column(114.5, 55.5, wording.RIGHTS_COLUMN)
_COLUMNS = (NAMES, _BIRTH, _RANK, _DOCTOR, _RIGHTS)

_KEPT_WHOLE = 8
"""Someone's periods, as long as they are no more than that, stand on one page."""

_TO_ACT_ON = (PeriodState.ENDED, PeriodState.ENDS_SOON)


def rights_table(people: Sequence[Beneficiaire], issued: date) -> list[Block]:
    """The table of everybody covered, and what to do when somebody's rights need it.

    Someone with more periods than a page holds goes on over the page, named again.
    """
    table = Element(Role.TABLE)
    blocks = [heading_block(wording.BENEFICIARIES), headings_block(_COLUMNS, table)]
    stood = [shown(person.periodes_amo, issued) for person in people]
    headings = _headings()
    rows = [
        _person_rows(one, periods, issued, table.add(Role.ROW), headings)
        for one, periods in zip(numbered(people), stood, strict=True)
    ]
    for (*before, _), last in zip(rows, paired([row[-1] for row in rows]), strict=True):
        blocks += [*before, last]
    if any(not periods or periods[-1].state in _TO_ACT_ON for periods in stood):
        blocks = with_note(blocks, wording.ADVICE)
    return blocks


@dataclass(frozen=True, slots=True, repr=False)
class Numbered(Private):
    """Somebody with the number that they have on the paper; empty when they are the only one."""

    number: str
    person: Beneficiaire

    @property
    def names(self) -> list[Styled]:
        """What somebody is called: usual name if there is one, and given name."""
        family = self.person.nom_usage or self.person.nom_famille
        room = NAMES.room - (NUMBER_ROOM if self.number else 0)
        return [(line, _NAME) for line in name_lines(family, self.person.prenom, _NAME, room)]


def numbered(people: Sequence[Beneficiaire]) -> list[Numbered]:
    """``1.``, ``2.`` and so on: two of a family may bear the same name."""
    if len(people) == 1:
        return [Numbered("", people[0])]
    return [Numbered(f"{at}.", person) for at, person in enumerate(people, start=1)]


def names_cell(people: Sequence[Numbered], more: Sequence[Styled], element: Element | None) -> Cell:
    """Those who are told of in one row, and ``more`` under the last of them."""
    texts: list[Styled] = []
    numbers: dict[int, str] = {}
    for one in people:
        if one.number:
            numbers[len(texts)] = one.number
        texts += one.names
    return Cell(NAMES, [*texts, *more], element, numbers)


def _person_rows(
    one: Numbered, periods: Sequence[ShownPeriod], issued: date, row: Element, headings: Block
) -> list[Block]:
    """One block for the name and the first period, one for each further period."""
    person = one.person
    born, remark = birth.written(person.date_naissance)
    doctor = wording.YES if person.medecin_traitant_choisi else wording.NO
    born_as: list[Styled] = []
    if person.nom_usage and person.nom_usage != person.nom_famille:
        born_as.append((wording.born_as(person.nom_famille), _REMARK))
    cells = [
        names_cell([one], born_as, row.add(Role.HEADER, row_header())),
        Cell(_BIRTH, [(born, _CELL), (remark or "", _REMARK)], row.add(Role.CELL)),
        Cell(_RANK, [(str(person.rang_naissance), _CELL)], row.add(Role.CELL)),
        Cell(_DOCTOR, [(doctor, _CELL)], row.add(Role.CELL)),
    ]
    rights = row.add(Role.CELL)
    first, *more = [Cell(_RIGHTS, lines, rights) for lines in _rights_lines(periods, issued)]
    again = _headings(one) if more else None
    rows = [
        row_block([*cells, first], headings, ruled=not more),
        *(row_block([cell], again, ruled=cell is more[-1]) for cell in more),
    ]
    if len(rows) > _KEPT_WHOLE:
        return paired(rows)
    return [*(replace(row, together=True) for row in rows[:-1]), rows[-1]]


def _headings(one: Numbered | None = None) -> Block:
    """What opens a page on which the table goes on, perhaps amid the periods of one person."""
    headings = continued_block(wording.BENEFICIARIES, _COLUMNS)
    if one is None:
        return headings
    again = names_cell([one], [(wording.CONTINUED, _REMARK)], None)
    return stacked([headings, row_block([again], ruled=False)])


def _rights_lines(periods: Sequence[ShownPeriod], issued: date) -> list[list[Styled]]:
    """For each period, what is said of it; at least one entry."""
    if not periods:
        return [[(wording.NO_RIGHTS, _WARNING)]]
    return [_period_lines(one, issued) for one in periods]


def _period_lines(one: ShownPeriod, issued: date) -> list[Styled]:
    start, end = one.periode.date_debut, one.periode.date_fin
    match one.state:
        case PeriodState.OPEN:
            return [(wording.open_during(start, end), _CELL)]
        case PeriodState.ENDS_SOON:
            left = wording.ends_in((end - issued).days) if end is not None else ""
            return [(wording.open_during(start, end), _CELL), (left, _WARNING)]
        case PeriodState.ENDED:
            return [(wording.ENDED, _WARNING), (wording.period(start, end), _CELL)]
        case PeriodState.TO_COME:
            return [(wording.TO_COME, _NOTICE), (wording.from_then(start, end), _CELL)]
        case _:
            assert_never(one.state)
