"""Attestation de droits: whose, which version, then the paper."""

from typing import assert_never

from kiosk.domain.dates import card_date_text, day_text
from kiosk.domain.flow import Fact, Option
from kiosk.domain.here import Here
from kiosk.domain.identity import Holder, Insured
from kiosk.domain.ids import Confirmation, ServiceId
from kiosk.domain.outcomes import Refused, SessionLost, TooManyRequests, Unreachable
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted
from kiosk.domain.place import Place
from kiosk.domain.services import Demarche, Group, Level, Pictures
from kiosk.domain.words import Words, words
from kiosk.services.by_post import DEMARCHE as BY_POST
from kiosk.services.by_post import instead_by_post
from kiosk.services.dialog import (
    Way,
    ask_whether_it_came,
    choose,
    confirm,
    explain,
    hand_over,
    issue,
    offer_again,
    option,
    read,
    take_paper,
)
from wire.attestation import Attestation, IssueAttestation, Version
from wire.calls.attestation import ATTESTATION
from wire.calls.rights import RIGHTS
from wire.problem import ProblemType
from wire.rights import Beneficiaire, Droits


async def attestation_de_droits(here: Here, insured: Insured) -> None:
    """For oneself or a dependant, complete or minimal, on paper; by post when central is silent."""
    rights = await _rights(here.place, insured.holder)
    if rights is None:
        return
    person = await choose("attestation.who", *_people(rights))
    if not person.periodes_amo:
        await explain("attestation.no_rights")
        return
    version = await choose(
        "attestation.version",
        option("attestation.complete", Version.COMPLETE, "attestation.complete.detail"),
        option("attestation.minimal", Version.MINIMALE, "attestation.minimal.detail"),
    )
    go = await confirm("attestation.confirm", *_summary(person, version))
    request = IssueAttestation(go.action, person.reference, version)
    issued = await _issued(go, request, here.place, insured.holder)
    if issued is not None:
        await _hand_over(go, issued)


async def _rights(place: Place, holder: Holder) -> Droits | None:
    while True:
        match await read("working.rights", RIGHTS, None):
            case Droits() as rights:
                return rights
            case Refused():
                await explain("attestation.refused")
                return None
            case Unreachable() | TooManyRequests() | SessionLost():
                if not await _asks_again("attestation.no_answer", place, holder):
                    return None
            case unexpected:
                assert_never(unexpected)


async def _issued(
    go: Confirmation, request: IssueAttestation, place: Place, holder: Holder
) -> Attestation | None:
    """Trying again is safe: the same action id never gives a second attestation."""
    while True:
        match await issue(go, ATTESTATION, request):
            case Attestation() as attestation:
                return attestation
            case Refused(ProblemType.NO_CURRENT_RIGHTS):
                await explain("attestation.no_rights")
                return None
            case Refused():
                await explain("attestation.refused")
                return None
            case Unreachable() | TooManyRequests() | SessionLost():
                if not await _asks_again("attestation.unreachable", place, holder):
                    return None
            case unexpected:
                assert_never(unexpected)


async def _asks_again(key: str, place: Place, holder: Holder) -> bool:
    """Whether the person has central asked once more. They may have the paper sent instead."""
    match await explain(key, retry=True, otherwise="attestation.by_post"):
        case Way.RETRY:
            return True
        case Way.OTHERWISE:
            await instead_by_post(place, holder)
    return False


async def _hand_over(go: Confirmation, attestation: Attestation) -> None:
    """On paper; once more only when the printer says that it failed, or the person that nothing
    came, and only if the person asks for it."""
    missing = await _missing(go, attestation)
    if missing is None:
        return
    again = await offer_again(f"paper.{missing}")
    if again is None:
        return
    missing = await _missing(again, attestation)
    if missing is not None:
        await explain(f"paper.{missing}")


async def _missing(go: Confirmation, attestation: Attestation) -> str | None:
    """Why there is no paper, in one word of the catalogue; None when there is."""
    match await hand_over(go, attestation):
        case HandedOver(pages):
            came = await take_paper("paper.attestation", pages) is Way.ON
        case MaybePrinted():
            came = await ask_whether_it_came("paper.did_it_come")
        case NotPrinted(trouble):
            return trouble
        case unexpected:
            assert_never(unexpected)
    return None if came else "nothing_came"


def _people(rights: Droits) -> tuple[Option[Beneficiaire], ...]:
    me = option("attestation.for_me", rights.assure, "attestation.born", **_named(rights.assure))
    return (
        me,
        *(
            option("attestation.for_child", person, "attestation.born", **_named(person))
            for person in rights.ayants_droit
        ),
    )


def _named(person: Beneficiaire) -> dict[str, str]:
    name = " ".join((person.prenom, person.nom_usage or person.nom_famille)).strip()
    return {"name": name, "date": card_date_text(person.date_naissance)}


def _summary(person: Beneficiaire, version: Version) -> tuple[Fact, ...]:
    label = "attestation.complete" if version is Version.COMPLETE else "attestation.minimal"
    return (
        Fact(words("attestation.fact.for"), words("plain", text=_named(person)["name"])),
        Fact(words("attestation.fact.version"), words(label)),
        Fact(words("attestation.fact.rights"), _rights_until(person)),
    )


def _rights_until(person: Beneficiaire) -> Words:
    """How long the rights of somebody who has some last, said before the paper is printed."""
    end = person.periodes_amo[-1].date_fin
    if end is None:
        return words("attestation.rights.open")
    return words("attestation.rights.until", date=day_text(end))


DEMARCHE = Demarche(
    ServiceId("attestation_de_droits"),
    Group.ATTESTATIONS,
    Level.CODE,
    attestation_de_droits,
    often=True,
    needs_central=True,
    needs_paper=True,
    instead=BY_POST.id,
    pictures=Pictures(
        screens={
            "attestation": "warning",
            "attestation.confirm": "document",
            "attestation.no_rights": "agent",
            "attestation.refused": "agent",
            "attestation.version": "document",
            "attestation.who": "people",
        },
        options={
            "attestation.by_post": "post",
            "attestation.complete": "document",
            "attestation.for_child": "person",
            "attestation.for_me": "person",
            "attestation.minimal": "document",
        },
    ),
)
