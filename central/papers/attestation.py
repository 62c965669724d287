"""The attestation de droits: who has rights, until when, in the words of the official model."""

from datetime import date

from central.container import Container
from central.crypto.canonical import canonical_json
from central.papers.paper import Draft, Marks, PaperKind, insured_of
from central.rights.age import anniversary
from central.rights.people import Cover, Dossier
from central.rights.rules import current_amo, visible, without_extras
from central.rights.sessions import CitizenSession, is_reference, person_digests
from central.rights.wire_form import beneficiaire
from central.runtime.problem_error import ProblemError
from wire.attestation import Attestation, IssueAttestation, Version
from wire.codec import Codec
from wire.problem import ProblemType

_ATTESTATION = Codec[Attestation](Attestation)


def _draft(
    container: Container, session: CitizenSession, asked: IssueAttestation, on: date
) -> Draft[Attestation]:
    """Raises ProblemError: session-lost, beneficiary-unknown, no-current-rights."""
    dossier = container.source.dossier(session.person, on)
    if dossier is None:
        raise ProblemError(ProblemType.SESSION_LOST)
    dossier = visible(dossier, on)
    for cover in (dossier.assure, *dossier.ayants_droit):
        if is_reference(container.keys, session, cover.person.id, asked.beneficiaire):
            break
    else:
        raise ProblemError(ProblemType.BENEFICIARY_UNKNOWN)
    period = current_amo(cover, on)
    if period is None:
        raise ProblemError(ProblemType.NO_CURRENT_RIGHTS)
    # One year from issue, but no paper outlives the rights it tells of.
    valid_until = min(anniversary(on, 1), period.date_fin or date.max)
    told = _told(dossier, cover, asked.version, on)

    def write(marks: Marks) -> Attestation:
        return Attestation(
            numero=marks.number,
            version=asked.version,
            emise_le=marks.issued_on,
            valable_jusqu_au=valid_until,
            code_controle=marks.code,
            adresse_controle=marks.check_address,
            caisse=dossier.caisse,
            assure=insured_of(dossier),
            beneficiaires=tuple(beneficiaire(container.keys, session, each) for each in told),
        )

    return Draft(
        asked=(person_digests(container.keys, cover.person.id), asked.version),
        bearer=cover.person,
        told_of=tuple(each.person.id for each in (dossier.assure, *told)),
        valid_until=valid_until,
        period=None,
        write=write,
    )


def _told(dossier: Dossier, cover: Cover, version: Version, on: date) -> tuple[Cover, ...]:
    """Of whose rights it tells: of the insured person's, the complete one, the dependants' too."""
    if version is Version.MINIMALE:
        return (without_extras(cover),)
    if cover is not dossier.assure:
        return (cover,)
    return (cover, *(each for each in dossier.ayants_droit if current_amo(each, on) is not None))


def _statement(attestation: Attestation) -> str:
    """References belong to one citizen session, and the address of the check page follows from the
    code and the configuration."""
    return canonical_json(
        _ATTESTATION.adapter.dump_python(
            attestation,
            mode="json",
            exclude={"adresse_controle": True, "beneficiaires": {"__all__": {"reference"}}},
        )
    )


ATTESTATION_DROITS = PaperKind("attestation_droits", _draft, _statement)
