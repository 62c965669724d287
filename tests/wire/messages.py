"""Any messages that there can be, for properties of whatever reads and writes them."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.demandes import fields_of
from tests.domain.people import nirs
from wire.attestation import Attestation, Version
from wire.demandes.demande import Applicant
from wire.demandes.kinds import KINDS
from wire.paper import Assure
from wire.rights import (
    C2S,
    Beneficiaire,
    Caisse,
    Contrat,
    Droits,
    NatureAssurance,
    Periode,
    Qualite,
)

names = st.text(
    st.characters(codec="latin-1", exclude_categories=["Cc", "Cf"]), min_size=1, max_size=80
)
given_names = st.just("") | names
lines = st.text(max_size=80)
digits = st.text("0123456789", min_size=8, max_size=8)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
sent_codes = st.from_regex(r"[0-9]{4,13}", fullmatch=True)
codes = sent_codes | st.from_regex(r"[!-~€£éÀçœ ]{4,64}", fullmatch=True)
references = st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True)
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
    reference=references,
    nom_famille=names,
    nom_usage=st.none() | names,
    prenom=given_names,
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

applicants = st.builds(Applicant, nirs(), digits, names, given_names) | st.builds(
    Applicant, nirs(), digits
)
demandes: st.SearchStrategy[Any] = st.one_of(
    [st.builds(each, applicant=applicants, **fields_of(kind)) for kind, each in KINDS.items()]
)
