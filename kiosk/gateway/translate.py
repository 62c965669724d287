"""Wire models to domain values and back: field for field, and nowhere else.

The wire's types have checked shapes and limits by the time a value gets here.
"""

from typing import assert_never

from pydantic import ValidationError

import wire.actions
import wire.attestation
import wire.citizen
import wire.demandes
import wire.rights
from kiosk.domain import demandes as asked
from kiosk.domain import outcomes as heard
from kiosk.domain.attestation import Assure, Attestation, AttestationRequest, Version
from kiosk.domain.identity import Holder, Nir
from kiosk.domain.ids import ActionId, Confirmation, SessionId
from kiosk.domain.rights import (
    C2S,
    Beneficiaire,
    Caisse,
    Contrat,
    Droits,
    NatureAssurance,
    Periode,
    Qualite,
)
from wire.moments import within_years
from wire.problem import Problem, ProblemType

RETRY_AFTER_DEFAULT_S = 60

Refusal = heard.SessionLost | heard.TooManyRequests | heard.Refused | heard.Unreachable


def open_request(session: SessionId, holder: Holder) -> wire.citizen.OpenSession | None:
    """None when a field is out of its limits, which are those of the card: it cannot have been read
    from one."""
    try:
        return wire.citizen.OpenSession(
            session=session,
            nir=holder.nir.value,
            birth_date=holder.birth_date,
            family_name=holder.family_name,
            given_name=holder.given_name,
        )
    except ValidationError:
        return None


def code_request(kind: heard.CodeKind, code: str) -> wire.citizen.CheckCode | None:
    """None when ``code`` is not 4 to 13 digits, and so cannot be anybody's."""
    try:
        return wire.citizen.CheckCode(kind=kind.value, code=code)
    except ValidationError:
        return None


def issue_request(
    action: ActionId, request: AttestationRequest
) -> wire.attestation.IssueAttestation | None:
    """None when the reference is none that central gives out."""
    try:
        return wire.attestation.IssueAttestation(
            action=action, beneficiaire=request.beneficiaire, version=request.version.value
        )
    except ValidationError:
        return None


def submit_request(go: Confirmation, demande: asked.Demande) -> wire.actions.SubmitAction | None:
    """None when something in it is out of its limits, so that kiosk-sync would not take it."""
    try:
        return wire.actions.SubmitAction(
            confirmed_at=within_years(go.at),
            with_card=isinstance(demande.applicant, Holder),
            demande=_demande(demande),
        )
    except ValidationError:
        return None


def recorded(answer: wire.actions.ActionRecorded) -> asked.Recorded:
    return asked.Recorded(answer.reference, asked.Assurance(answer.assurance), answer.online)


def not_recorded(reason: str) -> heard.SubmitOutcome:
    """``reason`` is the slug of the problem."""
    match reason:
        case ProblemType.QUEUE_FULL:
            return asked.NotRecorded(asked.NotRecordedReason.FULL)
        case ProblemType.QUEUE_UNAVAILABLE:
            return asked.NotRecorded(asked.NotRecordedReason.UNAVAILABLE)
        case _:
            return heard.Unreachable(heard.Cause.GATEWAY)


def open_outcome(answer: wire.citizen.OpenAnswer) -> heard.OpenOutcome:
    match answer:
        case wire.citizen.SessionOpened():
            account = heard.AccountState(answer.account.value)
            return heard.Opened(account, answer.note)
        case wire.citizen.SchemeNotServed():
            return heard.SchemeNotServed(answer.grand_regime, answer.contact, answer.phone)
        case wire.citizen.CardInOpposition():
            return heard.CardInOpposition()
        case wire.citizen.PersonUnknown():
            return heard.PersonUnknown()
        case _:
            assert_never(answer)


def code_outcome(answer: wire.citizen.CodeAnswer) -> heard.CodeOutcome:
    match answer:
        case wire.citizen.CodeAccepted():
            return heard.CodeAccepted()
        case wire.citizen.CodeWrong():
            return heard.CodeWrong(answer.tries_left)
        case wire.citizen.CodeExpired():
            return heard.CodeExpired()
        case wire.citizen.AccountSuspended():
            return heard.AccountSuspended()
        case _:
            assert_never(answer)


def send_outcome(answer: wire.citizen.SendAnswer) -> heard.SendOutcome:
    match answer:
        case wire.citizen.CodeSent():
            return heard.CodeSent(answer.phone_last_two)
        case wire.citizen.NoPhoneOnFile():
            return heard.NoPhoneOnFile()
        case wire.citizen.AccountSuspended():
            return heard.AccountSuspended()
        case _:
            assert_never(answer)


def refusal(problem: Problem) -> Refusal:
    """What a problem of kiosk-sync's door means. One that no caller can cause by an honest request
    means that the two processes do not understand each other."""
    match problem.kind:
        case ProblemType.SESSION_LOST:
            return heard.SessionLost()
        case ProblemType.TOO_MANY_REQUESTS:
            return heard.TooManyRequests(problem.retry_after_s or RETRY_AFTER_DEFAULT_S)
        case ProblemType.CENTRAL_UNREACHABLE:
            return heard.Unreachable(_cause(problem.cause))
        case ProblemType(refused_by="central" | "kiosk-sync") as kind:
            return heard.Refused(kind.value)
        case _:
            return heard.Unreachable(heard.Cause.GATEWAY)


def _cause(word: str | None) -> heard.Cause:
    return next((cause for cause in heard.Cause if cause == word), heard.Cause.SERVER)


def _demande(demande: asked.Demande) -> wire.demandes.Demande:
    applicant = _applicant(demande.applicant)
    match demande:
        case asked.AttestationByPost():
            return wire.demandes.AttestationByPost(applicant=applicant)
        case asked.CardDamaged():
            return wire.demandes.CardDamaged(applicant=applicant)
        case asked.CardOpposition(circumstance=circumstance, lost_on=lost_on):
            return wire.demandes.CardOpposition(
                applicant=applicant, circumstance=circumstance.value, lost_on=lost_on
            )
        case asked.AddressChange(address=address):
            return wire.demandes.AddressChange(applicant=applicant, address=_address(address))
        case asked.CeamOrder():
            return wire.demandes.CeamOrder(applicant=applicant)
        case _:
            assert_never(demande)


def _applicant(applicant: asked.Applicant) -> wire.demandes.Applicant:
    match applicant:
        case Holder():
            return wire.demandes.Applicant(
                nir=applicant.nir.value,
                birth_date=applicant.birth_date,
                family_name=applicant.family_name,
                given_name=applicant.given_name,
            )
        case asked.Declared():
            return wire.demandes.Applicant(nir=applicant.nir.value, birth_date=applicant.birth_date)
        case _:
            assert_never(applicant)


def _address(address: asked.Address) -> wire.demandes.PostalAddress:
    return wire.demandes.PostalAddress(
        street=address.street,
        complement=address.complement,
        postcode=address.postcode,
        city=address.city,
    )


def droits(answer: wire.rights.Droits) -> Droits:
    return Droits(
        assure=_beneficiaire(answer.assure),
        ayants_droit=tuple(map(_beneficiaire, answer.ayants_droit)),
        caisse=_caisse(answer.caisse),
    )


def attestation(answer: wire.attestation.Attestation) -> Attestation:
    return Attestation(
        numero=answer.numero,
        version=Version(answer.version),
        emise_le=answer.emise_le,
        valable_jusqu_au=answer.valable_jusqu_au,
        code_controle=answer.code_controle,
        adresse_controle=answer.adresse_controle,
        caisse=_caisse(answer.caisse),
        assure=Assure(
            nir=Nir(answer.assure.nir),
            nom_famille=answer.assure.nom_famille,
            nom_usage=answer.assure.nom_usage,
            prenom=answer.assure.prenom,
            adresse=answer.assure.adresse,
            code_gestion=answer.assure.code_gestion,
        ),
        beneficiaires=tuple(map(_beneficiaire, answer.beneficiaires)),
    )


def _beneficiaire(answer: wire.rights.Beneficiaire) -> Beneficiaire:
    return Beneficiaire(
        reference=answer.reference,
        nom_famille=answer.nom_famille,
        nom_usage=answer.nom_usage,
        prenom=answer.prenom,
        date_naissance=answer.date_naissance,
        rang_naissance=answer.rang_naissance,
        qualite=Qualite(answer.qualite),
        medecin_traitant_choisi=answer.medecin_traitant_choisi,
        contrats=tuple(map(_contrat, answer.contrats)),
        exoneration=None if answer.exoneration is None else _periode(answer.exoneration),
        c2s=None if answer.c2s is None else _c2s(answer.c2s),
    )


def _c2s(answer: wire.rights.C2S) -> C2S:
    return C2S(answer.avec_participation, _periode(answer.periode), answer.gestionnaire)


def _contrat(answer: wire.rights.Contrat) -> Contrat:
    return Contrat(
        nature_assurance=NatureAssurance(answer.nature_assurance),
        code_type_contrat=answer.code_type_contrat,
        libelle=answer.libelle,
        periodes_droits=tuple(map(_periode, answer.periodes_droits)),
    )


def _periode(answer: wire.rights.Periode) -> Periode:
    return Periode(answer.date_debut, answer.date_fin)


def _caisse(answer: wire.rights.Caisse) -> Caisse:
    return Caisse(
        grand_regime=answer.grand_regime,
        organisme=answer.organisme,
        code_centre=answer.code_centre,
        libelle=answer.libelle,
        adresse=answer.adresse,
    )
