"""Domain to wire and back: nothing is lost, nothing is added."""

import dataclasses
import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import nir as stdnum_nir

import wire.attestation
import wire.rights
from kiosk.domain.attestation import Assure, Attestation, AttestationRequest, Version
from kiosk.domain.demandes import (
    Address,
    AddressChange,
    AttestationByPost,
    CardDamaged,
    CardOpposition,
    CeamOrder,
    Circumstance,
    Declared,
    Demande,
)
from kiosk.domain.identity import Holder, Nir
from kiosk.domain.ids import ActionId, Confirmation, JobId, SessionId
from kiosk.domain.outcomes import CodeKind
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
from kiosk.gateway import translate
from tests.people import AICHA
from wire.moments import YEARS
from wire.problem import Problem, ProblemType


@st.composite
def nirs(draw: st.DrawFn) -> Nir:
    department = draw(st.sampled_from(["26", "75", "2A", "2B", "97"]))
    body = draw(st.from_regex(r"[12378][0-9]{2}(0[1-9]|1[0-2])", fullmatch=True)) + department
    body += draw(st.from_regex(r"[0-9]{6}", fullmatch=True))
    return Nir(body + str(stdnum_nir.calc_check_digits(body)))


names = st.text(
    st.characters(codec="latin-1", exclude_categories=["Cc", "Cf"]), min_size=1, max_size=80
)
lines = st.text(max_size=80)
digits = st.text("0123456789", min_size=8, max_size=8)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
periods = st.builds(Periode, days, st.none() | days)
contracts = st.builds(
    Contrat,
    st.sampled_from(NatureAssurance),
    st.text(max_size=8),
    lines,
    st.lists(periods, max_size=3).map(tuple),
)
people = st.builds(
    Beneficiaire,
    reference=st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True),
    nom_famille=names,
    nom_usage=st.none() | names,
    prenom=st.just("") | names,
    date_naissance=digits,
    rang_naissance=st.integers(1, 9),
    qualite=st.sampled_from(Qualite),
    medecin_traitant_choisi=st.booleans(),
    contrats=st.lists(contracts, max_size=3).map(tuple),
    exoneration=st.none() | periods,
    c2s=st.none() | st.builds(C2S, st.booleans(), periods, lines),
)
funds = st.builds(
    Caisse,
    grand_regime=st.just("01"),
    organisme=st.just("261"),
    code_centre=st.just("0000"),
    libelle=lines,
    adresse=st.lists(lines, max_size=6).map(tuple),
)
rights = st.builds(Droits, people, st.lists(people, max_size=19).map(tuple), funds)
attestations = st.builds(
    Attestation,
    numero=st.text(max_size=40),
    version=st.sampled_from(Version),
    emise_le=days,
    valable_jusqu_au=days,
    code_controle=st.from_regex(r"[0-9A-HJKMNP-TV-Z]{12}", fullmatch=True),
    adresse_controle=st.just("https://central.example/verifier?code=0123456789AB"),
    caisse=funds,
    assure=st.builds(
        Assure,
        nir=nirs(),
        nom_famille=names,
        nom_usage=st.none() | names,
        prenom=names,
        adresse=st.lists(lines, max_size=6).map(tuple),
        code_gestion=st.just("10"),
    ),
    beneficiaires=st.lists(people, min_size=1, max_size=20).map(tuple),
)


applicants = st.builds(Holder, names, st.just("") | names, digits, st.just("F"), nirs()) | (
    st.builds(Declared, nirs(), digits)
)
address_lines = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=38
)
addresses = st.builds(
    Address,
    address_lines,
    st.none() | address_lines,
    st.from_regex(r"[0-9]{5}", fullmatch=True),
    address_lines,
)
demandes: st.SearchStrategy[Demande] = (
    st.builds(AttestationByPost, applicants)
    | st.builds(CardDamaged, applicants)
    | st.builds(CardOpposition, applicants, st.sampled_from(Circumstance), digits)
    | st.builds(AddressChange, applicants, addresses)
    | st.builds(CeamOrder, applicants)
)


def as_json(value: object) -> str:
    """The domain value in the field names of the wire, which are its own."""

    def plain(each: Any) -> Any:
        match each:
            case Nir(value=number):
                return number
            case date():
                return each.isoformat()
            case tuple():
                return [plain(part) for part in each]
            case _ if dataclasses.is_dataclass(each):
                fields = dataclasses.fields(each)
                return {field.name: plain(getattr(each, field.name)) for field in fields}
            case _:
                return each

    return json.dumps(plain(value))


@given(rights)
def test_rights_come_back_as_they_were(value: Droits):
    assert translate.droits(wire.rights.Droits.model_validate_json(as_json(value))) == value


@given(attestations)
def test_attestations_come_back_as_they_were(value: Attestation):
    sent = wire.attestation.Attestation.model_validate_json(as_json(value))
    assert translate.attestation(sent) == value


@given(st.uuids(), nirs(), digits, names, names | st.just(""))
def test_a_holder_goes_out_whole(session: UUID, nir: Nir, birth: str, family: str, given_name: str):
    request = translate.open_request(
        SessionId(session), Holder(family, given_name, birth, "F", nir)
    )
    assert request is not None
    assert request.model_dump() == {
        "session": session,
        "nir": nir.value,
        "birth_date": birth,
        "family_name": family,
        "given_name": given_name,
    }


@given(st.sampled_from(CodeKind), st.from_regex(r"[0-9]{4,13}", fullmatch=True))
def test_a_code_goes_out_whole(kind: CodeKind, code: str):
    request = translate.code_request(kind, code)
    assert request is not None
    assert (request.kind, request.code) == (kind.value, code)


@given(st.text(max_size=30))
def test_any_text_as_a_code_is_sent_or_refused_but_never_raises(code: str):
    request = translate.code_request(CodeKind.PROVISIONAL, code)
    assert (request is None) == (not (code.isascii() and code.isdigit() and 4 <= len(code) <= 13))


@given(st.uuids(), st.text(max_size=70), st.sampled_from(Version))
def test_any_text_as_a_reference_never_raises(action: UUID, reference: str, version: Version):
    request = translate.issue_request(ActionId(action), AttestationRequest(reference, version))
    assert request is None or request.beneficiaire == reference


@pytest.mark.parametrize("year", [1, 1970, 3999, 9999])
def test_a_kiosk_whose_battery_is_flat_still_takes_what_a_person_confirms(year: int):
    go = Confirmation(ActionId(UUID(int=1)), JobId(UUID(int=2)), datetime(year, 1, 1, tzinfo=UTC))
    request = translate.submit_request(go, CardDamaged(AICHA))
    assert request is not None
    assert request.confirmed_at.year in YEARS


@given(demandes)
def test_a_request_goes_out_whole_and_no_more_than_that(demande: Demande):
    at = datetime(2026, 11, 22, tzinfo=UTC)
    request = translate.submit_request(
        Confirmation(ActionId(UUID(int=1)), JobId(UUID(int=2)), at), demande
    )
    assert request is not None
    assert (request.confirmed_at, request.with_card) == (
        at,
        isinstance(demande.applicant, Holder),
    )
    sent = request.demande.model_dump()
    assert sent.pop("kind") == demande.kind.value
    applicant = sent.pop("applicant")
    assert {**applicant, "nir": Nir(applicant["nir"])} == {
        name: getattr(demande.applicant, name, None)
        for name in ("nir", "birth_date", "family_name", "given_name")
    }
    match demande:
        case CardOpposition(circumstance=circumstance, lost_on=lost_on):
            assert sent == {"circumstance": circumstance.value, "lost_on": lost_on}
        case AddressChange(address=address):
            assert sent == {"address": dataclasses.asdict(address)}
        case _:
            assert sent == {}


def test_every_problem_means_something():
    for kind in ProblemType:
        said = Problem(type=kind.urn, title="No", status=400)
        assert translate.refusal(said) is not None
