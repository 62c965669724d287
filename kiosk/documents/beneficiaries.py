"""Who is covered, from when to when: a table that goes on over pages, and what else is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from kiosk.documents import birth, wording
from kiosk.documents.fonts import Face
from kiosk.documents.frame import LEFT, WIDTH, points
from kiosk.documents.layout import ALERT, LINE, PALE, QUIET, Block, Sheet, Type, gap
from kiosk.documents.opening import heading_block
from kiosk.documents.standing import Shown, Standing, shown
from kiosk.documents.text import wrap
from kiosk.domain.rights import Beneficiaire, Periode

_HEADER = Type(Face.SEMIBOLD, 8.5, QUIET)
_NAME = Type(Face.SEMIBOLD, 10)
_CELL = Type(Face.REGULAR, 10)
_LABEL = Type(Face.SEMIBOLD, 9.5)
_REMARK = Type(Face.REGULAR, 8, QUIET)
_WARNING = Type(Face.SEMIBOLD, 8.5, ALERT)
_PADDING = 1.6


@dataclass(frozen=True, slots=True)
class _Column:
    x: float
    room: float
    title: str


_NAMES = _Column(LEFT + 2, 56, wording.NAME_COLUMN)
_BIRTH = _Column(LEFT + 61, 24, wording.BIRTH_COLUMN)
_RANK = _Column(LEFT + 87, 8, wording.RANK_COLUMN)
_DOCTOR = _Column(LEFT + 97, 24, wording.DOCTOR_COLUMN)
_RIGHTS = _Column(LEFT + 123, 46, wording.RIGHTS_COLUMN)
_SITUATION = _Column(_BIRTH.x, 107, "")
_COLUMNS = (_NAMES, _BIRTH, _RANK, _DOCTOR, _RIGHTS)

_Line = tuple[str, Type]


class _Cell:
    """Lines of a cell, each in its own type, already broken to the width of its column."""

    def __init__(self, column: _Column, *texts: tuple[str, Type, int]) -> None:
        self._x = column.x
        self._lines: list[_Line] = [
            (line, style)
            for text, style, at_most in texts
            for line in wrap(text, style.face, style.size, points(column.room), at_most)
        ]
        self.height = sum(style.leading for _, style in self._lines)

    def draw(self, sheet: Sheet, top: float) -> None:
        for text, style in self._lines:
            top += style.leading
            sheet.text(self._x, top - style.leading * 0.25, text, style)


def rights_table(people: Sequence[Beneficiaire], issued: date) -> list[Block]:
    """The table of everybody covered; its headings come again on each page it goes on to.

    A person with many periods takes one row for the name and one for each further period, so
    that no row is ever higher than a page.
    """
    first, again = _headings(continued=False), _headings(continued=True)
    rows = [row for person in people for row in _person_rows(person, issued, again)]
    return [heading_block(wording.BENEFICIARIES), first, *rows]


def _headings(*, continued: bool) -> Block:
    title = heading_block(wording.continued(wording.BENEFICIARIES)) if continued else None
    above = title.height if title else 0.0

    def draw(sheet: Sheet, top: float) -> None:
        if title:
            title.draw(sheet, top)
        sheet.fill(LEFT, top + above, WIDTH, 6.2, PALE)
        for column in _COLUMNS:
            sheet.text(column.x, top + above + 4.2, column.title, _HEADER)

    return Block(above + 6.2, draw, together=True)


def _person_rows(person: Beneficiaire, issued: date, header: Block) -> list[Block]:
    born, remark = birth.written(person.date_naissance)
    doctor = wording.YES if person.medecin_traitant_choisi else wording.NO
    names = [(_name(person), _NAME, 4)]
    if person.nom_usage and person.nom_usage != person.nom_famille:
        names.append((wording.born_as(person.nom_famille), _REMARK, 3))
    cells = [
        _Cell(_NAMES, *names),
        _Cell(_BIRTH, (born, _CELL, 2), (remark or "", _REMARK, 2)),
        _Cell(_RANK, (str(person.rang_naissance), _CELL, 1)),
        _Cell(_DOCTOR, (doctor, _CELL, 2)),
    ]
    periods = _period_cells(shown(person.periodes_amo, issued), issued)
    last = len(periods) - 1
    return [
        _row([*cells, period] if number == 0 else [period], header, ruled=number == last)
        for number, period in enumerate(periods)
    ]


def _period_cells(periods: Sequence[Shown], issued: date) -> list[_Cell]:
    if not periods:
        return [_Cell(_RIGHTS, (wording.NO_RIGHTS, _WARNING, 2))]
    return [
        _Cell(_RIGHTS, (_span(one.periode), _CELL, 2), (_remark(one, issued), _WARNING, 2))
        for one in periods
    ]


def _span(periode: Periode) -> str:
    return wording.period(periode.date_debut, periode.date_fin)


def _remark(one: Shown, issued: date) -> str:
    match one.standing:
        case Standing.OPEN:
            return ""
        case Standing.ENDS_SOON:
            end = one.periode.date_fin
            return wording.ends_in((end - issued).days) if end is not None else ""
        case Standing.ENDED:
            return wording.ENDED
        case Standing.TO_COME:
            return wording.TO_COME
        case _:
            assert_never(one.standing)


def _row(cells: Sequence[_Cell], header: Block, *, ruled: bool = True) -> Block:
    height = max(cell.height for cell in cells) + 2 * _PADDING

    def draw(sheet: Sheet, top: float) -> None:
        for cell in cells:
            cell.draw(sheet, top + _PADDING)
        if ruled:
            sheet.rule(LEFT, top + height - 0.15, WIDTH, LINE, 0.15)

    return Block(height, draw, header=header)


def situations(people: Sequence[Beneficiaire], issued: date) -> list[Block]:
    """Exemption and C2S of those who have one; nothing at all when nobody does."""
    header = heading_block(wording.continued(wording.SITUATION))
    rows = [
        _row([_Cell(_NAMES, (_name(person), _NAME, 4)), _Cell(_SITUATION, *texts)], header)
        for person in people
        if (texts := _situation_texts(person, issued))
    ]
    if not rows:
        return []
    return [gap(4.5), heading_block(wording.SITUATION), *rows]


def _situation_texts(person: Beneficiaire, issued: date) -> list[tuple[str, Type, int]]:
    texts: list[tuple[str, Type, int]] = []
    if person.exoneration is not None:
        start, end = person.exoneration.date_debut, person.exoneration.date_fin
        span = _finished(wording.yes_during(start, end), end, issued)
        texts += [(wording.EXEMPTION, _LABEL, 1), (span, _CELL, 1)]
    if person.c2s is not None:
        kind = wording.C2S_WITH if person.c2s.avec_participation else wording.C2S_WITHOUT
        start, end = person.c2s.periode.date_debut, person.c2s.periode.date_fin
        span = _finished(wording.period(start, end), end, issued)
        manager = wording.managed_by(person.c2s.gestionnaire)
        texts += [(f"{wording.C2S} {kind}", _LABEL, 2), (span, _CELL, 1), (manager, _CELL, 3)]
    return texts


def _finished(text: str, end: date | None, issued: date) -> str:
    return f"{text} ({wording.FINISHED})" if end is not None and end < issued else text


def _name(person: Beneficiaire) -> str:
    return f"{person.nom_usage or person.nom_famille} {person.prenom}"
