"""The fleet by département: from the postcode that is told of an agency, or that its site begins
with. A site of fewer digits says nothing for sure: 131 may be the first in the 13."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from central.fleet.configuration.content import read_kept
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.departements import DEPARTEMENTS, Departement, departement_of
from central.fleet.reach import Reach
from central.fleet.states import ListedState, state_at
from central.store.configuration_models import ConfigurationApprovalRow, ConfigurationDraftRow
from central.store.fleet_models import KioskStatusRow
from central.store.models import KioskRow

_POSTCODE = re.compile(r"[0-9]{5}(?![0-9])")
_OF_AGENCIES = "agency:%"


@dataclass(frozen=True, slots=True)
class DepartementCount:
    """``departement``: None of sites of which it is not known."""

    departement: Departement | None
    states: Mapping[ListedState, int]

    @property
    def kiosks(self) -> int:
        return sum(self.states.values())

    @property
    def worst(self) -> ListedState | None:
        return next((each for each in ListedState if self.states.get(each)), None)


@dataclass(frozen=True, slots=True)
class FleetByDepartement:
    """``counts``: of those with kiosks, in the order of their codes, the unknown last. ``sites``:
    which of the sites with kiosks lie in each; the unknown ones under an empty text."""

    counts: Sequence[DepartementCount]
    sites: Mapping[str, frozenset[str]]


def fleet_by_departement(db: Connection, reach: Reach, now: datetime) -> FleetByDepartement:
    state = state_at(now)
    rows = db.execute(
        select(KioskRow.site, state, func.count())
        .outerjoin(KioskStatusRow, KioskStatusRow.kiosk == KioskRow.id)
        .where(KioskRow.revoked_at.is_(None), reach.kiosks)
        .group_by(KioskRow.site, state)
    )
    told = _told_postcodes(db)
    states: dict[str, dict[ListedState, int]] = {}
    sites: dict[str, set[str]] = {}
    for site, said, number in rows:
        found = departement_of(told.get(site) or _own_postcode(site))
        code = "" if found is None else found.code
        sites.setdefault(code, set()).add(site)
        of_it = states.setdefault(code, {})
        one = ListedState(said)
        of_it[one] = of_it.get(one, 0) + number
    codes = sorted(states, key=lambda code: (not code, code))
    return FleetByDepartement(
        tuple(DepartementCount(DEPARTEMENTS.get(code), states[code]) for code in codes),
        {code: frozenset(each) for code, each in sites.items()},
    )


def _told_postcodes(db: Connection) -> Mapping[str, str]:
    """By site: of the address that is approved for the agency."""
    row = ConfigurationApprovalRow
    newest = (
        select(row.layer, func.max(row.number).label("number"))
        .where(row.layer.like(_OF_AGENCIES))
        .group_by(row.layer)
        .subquery()
    )
    rows: Sequence[Any] = db.execute(
        select(row.layer, ConfigurationDraftRow.content)
        .join(newest, (newest.c.layer == row.layer) & (newest.c.number == row.number))
        .join(ConfigurationDraftRow, ConfigurationDraftRow.id == row.draft)
        .where(ConfigurationDraftRow.content.contains('"postcode"'))
    ).all()
    found: dict[str, str] = {}
    for layer, content in rows:
        address = read_kept(content).get("address")
        if isinstance(address, dict):
            found[ConfigurationLayer.parse(layer).name] = str(address.get("postcode", ""))
    return found


def _own_postcode(site: str) -> str:
    begins = _POSTCODE.match(site)
    return "" if begins is None else begins[0]
