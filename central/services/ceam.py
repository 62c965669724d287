"""Who has a European card (CEAM) until when, and who may have one ordered now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, runtime_checkable

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.container import Container
from central.intake.request_handler import RequestHandler
from central.rights.people import Cover, PersonId
from central.rights.rules import current_amo, nirs_of
from central.rights.seeded import SeededSource
from central.rights.sessions import CitizenSession, reference
from central.services.service import Capability, Service
from central.services.told import dossier_of, record_told
from central.store.database import transaction
from central.store.intake_models import IS_OPEN, RequestRow
from shared_runtime.private import Private
from wire.calls.ceam import CEAM, CeamCard, CeamCards
from wire.demandes.ceam import CeamOrder, CeamPerson
from wire.demandes.demande import Applicant
from wire.nir import Nir

_RENEWED_BEFORE = timedelta(days=90)
"""A card that lasts longer is kept."""
_PROVISIONAL = ("7", "8")
"""How numbers begin that are given until the civil status is known."""


@dataclass(frozen=True, slots=True, repr=False)
class HeldCard(Private):
    """``until``: its last day; ``ordered_on``: when the next was asked for, elsewhere than on a
    kiosk."""

    until: date | None = None
    ordered_on: date | None = None


@runtime_checkable
class CeamSource(Protocol):
    """What a caisse's source tells besides rights."""

    def ceam(self, person: PersonId, on: date) -> HeldCard: ...


@dataclass(frozen=True, slots=True)
class _SeededCeam:
    """From the tables ``ceam`` of the fictitious people: days from the day asked about."""

    source: SeededSource

    def ceam(self, person: PersonId, on: date) -> HeldCard:
        for row in self.source.facts_of("ceam", person):
            days = (row.get(name) for name in ("until", "ordered_on"))
            return HeldCard(*(None if each is None else on + timedelta(each) for each in days))
        return HeldCard()


_CAPABILITY = Capability(CeamSource, _SeededCeam)


def read_ceam(container: Container, session: CitizenSession, _asked: None) -> CeamCards:
    """The European cards of the person and of dependants under 16."""
    today = container.today()
    shown = dossier_of(container, session, today)
    source: CeamSource = _CAPABILITY.require(container.source)
    covers = (shown.assure, *shown.ayants_droit)
    held = [source.ceam(cover.person.id, today) for cover in covers]
    with transaction(container.engine) as db:
        record_told(container, db, session, "ceam", nirs_of(covers))
        asked = _open_orders(container, db, shown.assure, covers)
    return CeamCards(
        tuple(
            _card(reference(container.keys, session, cover.person.id), cover, card, since, today)
            for cover, card, since in zip(covers, held, asked, strict=True)
        )
    )


def _card(
    person: str, cover: Cover, held: HeldCard, asked_on: date | None, today: date
) -> CeamCard:
    ordered_on = asked_on or held.ordered_on
    until = held.until if held.until is not None and held.until >= today else None
    if current_amo(cover, today) is None:
        why = "rights"
    elif cover.person.id.nir.startswith(_PROVISIONAL):
        why = "number"
    elif ordered_on is not None:
        why = "ordered"
    elif until is not None and until >= today + _RENEWED_BEFORE:
        why = "valid"
    else:
        why = None
    return CeamCard(person, why is None, until, ordered_on, why)


def _open_orders(
    container: Container, db: Session, insured: Cover, covers: Iterable[Cover]
) -> list[date | None]:
    """On which day the card of each was asked for on a kiosk, by whomever, if nobody has dealt
    with it."""
    handler = RequestHandler(container.keys, container.body_keys, container.chance)
    applicants = [handler.matters(_order_for(cover, insured)).applicant for cover in covers]
    rows = db.execute(
        select(RequestRow.applicant, RequestRow.received_at).where(
            RequestRow.kind == "ceam",
            RequestRow.applicant.in_({name for each in applicants for name in each.names}),
            IS_OPEN,
        )
    )
    zone = container.settings.zone
    since = {row.applicant: row.received_at.astimezone(zone).date() for row in rows}
    return [
        next((since[name] for name in each.names if name in since), None) for each in applicants
    ]


def _order_for(cover: Cover, insured: Cover) -> CeamOrder:
    """As a kiosk would send it."""
    who, person = insured.person.id, cover.person
    applicant = Applicant(Nir(who.nir), who.birth_date)
    if cover is insured:
        return CeamOrder(applicant)
    rank = person.id.birth_rank
    names = person.family_name, person.given_name, person.id.birth_date
    return CeamOrder(applicant, (CeamPerson(*names, rank if rank > 1 else None),))


SERVICE = Service(CEAM, read_ceam, needs=_CAPABILITY)
