"""Attestation de droits: whose, which version, then the paper."""

from kiosk.domain.dates import card_date_text, day_text
from kiosk.domain.flow import Fact, Option
from kiosk.domain.here import Here
from kiosk.domain.identity import Insured
from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Demarche, Group, Level, Pictures
from kiosk.services.by_post import DEMARCHE as BY_POST
from kiosk.services.by_post import instead_by_post
from kiosk.services.dialog import choose, confirm, explain, option
from kiosk.services.paper import Instead, PaperKeys, fetched, issued, put_in_hand
from shared_runtime.messages.message import Message, message
from wire.attestation import IssueAttestation, Version
from wire.calls.attestation import ATTESTATION
from wire.calls.rights import RIGHTS
from wire.problem import ProblemType
from wire.rights import Beneficiaire, Droits

KEYS = PaperKeys(
    refused="attestation.refused",
    no_answer="attestation.no_answer",
    unreachable="attestation.unreachable",
    take="paper.attestation",
    did_it_come="paper.did_it_come",
    nothing_came="paper.nothing_came",
    refusals={ProblemType.NO_CURRENT_RIGHTS: "attestation.no_rights"},
)


async def attestation_de_droits(here: Here, insured: Insured) -> None:
    """For oneself or a dependant, complete or minimal, on paper; by post when central is silent."""
    by_post = Instead("attestation.by_post", lambda: instead_by_post(here.place, insured.holder))
    rights = await fetched(KEYS, "working.rights", RIGHTS, None, by_post)
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
    paper = await issued(KEYS, go, ATTESTATION, request, by_post)
    if paper is not None:
        await put_in_hand(KEYS, go, paper)


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
        Fact(message("attestation.fact.for"), message("plain", text=_named(person)["name"])),
        Fact(message("attestation.fact.version"), message(label)),
        Fact(message("attestation.fact.rights"), _rights_until(person)),
    )


def _rights_until(person: Beneficiaire) -> Message:
    """How long the rights of somebody who has some last, said before the paper is printed."""
    end = person.periodes_amo[-1].date_fin
    if end is None:
        return message("attestation.rights.open")
    return message("attestation.rights.until", date=day_text(end))


DEMARCHE = Demarche(
    ServiceId("attestation_de_droits"),
    Group.ATTESTATIONS,
    Level.CODE,
    attestation_de_droits,
    often=True,
    needs_central=True,
    needs_paper=True,
    instead=BY_POST.id,
    calls=frozenset({RIGHTS.name, ATTESTATION.name}),
    pictures=Pictures(
        drawing="attestation",
        screens={
            "attestation": "warning",
            "attestation.confirm": "attestation",
            "attestation.no_rights": "agent",
            "attestation.refused": "agent",
            "attestation.version": "document",
            "attestation.who": "people",
        },
        options={
            "attestation.by_post": "post",
            "attestation.for_child": "person",
            "attestation.for_me": "person",
        },
        choices={
            "attestation.complete": "attestationFull",
            "attestation.minimal": "attestationShort",
        },
    ),
)
