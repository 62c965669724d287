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
from shared_runtime.messages.message import message
from wire.attestation import IssueAttestation, Version
from wire.calls.attestation import ATTESTATION
from wire.calls.rights import RIGHTS
from wire.problem import ProblemType
from wire.rights import Beneficiaire, Droits

KEYS = PaperKeys(
    refused="attestation.refused",
    no_answer="attestation.no_answer",
    unreachable="attestation.unreachable",
    cut_off="attestation.cut_off",
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
    version = await choose("attestation.version", *_versions(rights, person))
    go = await confirm("attestation.confirm", *_summary(rights, person, version))
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


def _versions(rights: Droits, person: Beneficiaire) -> tuple[Option[Version], ...]:
    """What each contains, of whom it is for."""
    complete, minimal = "attestation.complete", "attestation.minimal"
    if person.reference != rights.assure.reference:
        return (
            option(complete, Version.COMPLETE, "attestation.complete.detail_theirs"),
            option(minimal, Version.MINIMALE, "attestation.minimal.detail_theirs"),
        )
    everything = (
        option(complete, Version.COMPLETE, "attestation.complete.detail_family")
        if rights.ayants_droit
        else option(complete, Version.COMPLETE, "attestation.complete.detail")
    )
    return everything, option(minimal, Version.MINIMALE, "attestation.minimal.detail")


def _named(person: Beneficiaire) -> dict[str, str]:
    name = " ".join((person.prenom, person.nom_usage or person.nom_famille)).strip()
    return {"name": name, "date": card_date_text(person.date_naissance)}


def _summary(rights: Droits, person: Beneficiaire, version: Version) -> tuple[Fact, ...]:
    return (
        Fact(message("attestation.fact.for"), message("plain", text=_named(person)["name"])),
        _contents(rights, person, version),
        _open(person),
    )


def _contents(rights: Droits, person: Beneficiaire, version: Version) -> Fact:
    """What the paper says of whom it is for; a complete one names the dependants of the insured."""
    label = message("attestation.fact.contains")
    mine = person.reference == rights.assure.reference
    if version is Version.MINIMALE:
        main = message("attestation.contains.main" if mine else "attestation.contains.main_theirs")
        return Fact(label, main, detail=message("attestation.contains.main.detail"))
    everything = message("attestation.contains.all" if mine else "attestation.contains.all_theirs")
    dependants = len(rights.ayants_droit) if mine else 0
    if not dependants:
        return Fact(label, everything)
    others = message("attestation.contains.dependants", count=dependants)
    return Fact(label, everything, detail=others)


def _open(person: Beneficiaire) -> Fact:
    """How long the rights of somebody who has some last, said before the paper is printed."""
    label = message("attestation.fact.rights")
    end = person.periodes_amo[-1].date_fin
    if end is None:
        detail = message("attestation.rights.open.detail")
        return Fact(label, message("attestation.rights.open"), detail=detail)
    return Fact(label, message("attestation.rights.until", date=day_text(end)))


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
