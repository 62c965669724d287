"""Values to bytes and back: nothing is lost, nothing is added, and nothing is quoted."""

import dataclasses
import json
from datetime import date
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calls import requests_of
from tests.wire.messages import attestations, demandes, rights
from wire.attestation import Attestation
from wire.calls.table import CALLS
from wire.citizen import AccountState, CardHolder, CheckCode, CodeKind, SessionOpened
from wire.codec import Codec, Malformed, codec_of
from wire.demandes.kinds import Demande
from wire.nir import Nir
from wire.rights import Droits

DEMANDE = Codec[Demande](Demande)
NIR = "255081416802538"
CARD = {"nir": NIR, "birth_date": "19550812", "family_name": "PLANTEFOL", "given_name": "ROSE"}
SECRETS = (NIR, NIR[:-2], "PLANTEFOL", "ROSE", "19550812")


def as_plain(value: Any) -> Any:
    """The value in the names of its own fields, written without the codec."""
    match value:
        case Nir(value=number):
            return number
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case tuple():
            return [as_plain(part) for part in value]
        case _ if dataclasses.is_dataclass(value):
            fields = dataclasses.fields(value)
            return {field.name: as_plain(getattr(value, field.name)) for field in fields}
        case bool() | int() | float() | str() | None:
            return value
        case _:
            return str(value)


MESSAGES: list[tuple[Codec[Any], st.SearchStrategy[Any]]] = [
    (codec_of(Droits), rights),
    (codec_of(Attestation), attestations),
    (DEMANDE, demandes),
    *((codec_of(call.request), requests_of(call)) for call in CALLS.values() if call.request),
]


@pytest.mark.parametrize(("codec", "values"), MESSAGES)
@given(data=st.data())
def test_a_message_comes_back_as_it_was(
    codec: Codec[Any], values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    value = data.draw(values)
    written = codec.write(value)
    assert json.loads(written) == as_plain(value)
    assert codec.read(written) == value
    assert codec.read(json.dumps(as_plain(value))) == value
    assert codec.of_plain(codec.plain(value)) == value


def test_the_plain_form_holds_nothing_that_is_none() -> None:
    opened = SessionOpened(AccountState.ACTIF)
    assert codec_of(SessionOpened).plain(opened) == {"account": "actif", "outcome": "opened"}


@pytest.mark.parametrize(
    "value",
    [
        CheckCode(CodeKind.PERSONAL, "12a"),
        CheckCode(CodeKind.PERSONAL, "1" * 65),
        CheckCode(CodeKind.PROVISIONAL, "12ab"),
        CheckCode(CodeKind.PROVISIONAL, "1" * 14),
        CheckCode("by_heart", "2580"),  # type: ignore[arg-type]  # that is the point
        CardHolder(Nir(NIR[:-2] + "01"), "19550812", "PLANTEFOL", "ROSE"),
        CardHolder(Nir(NIR), "12 August", "PLANTEFOL", "ROSE"),
        CardHolder(Nir(NIR), "19550812", "P" * 81, "ROSE"),
        CardHolder(Nir(NIR), "19550812", "", "ROSE"),
    ],
)
def test_what_is_out_of_its_limits_is_not_written(value: object) -> None:
    with pytest.raises(Malformed):
        codec_of(type(value)).write(value)


@pytest.mark.parametrize(
    "wrong",
    [
        {**CARD, "nir": NIR[:-2] + "01"},
        {**CARD, "birth_date": "PLANTEFOL 19550812"},
        {**CARD, "family_name": "PLANTEFOL" * 10},
        {**CARD, "family_name": ["PLANTEFOL"]},
        {**CARD, "born": "19550812"},
        {name: said for name, said in CARD.items() if name != "birth_date"},
        [NIR, "PLANTEFOL", "ROSE"],
        NIR,
    ],
)
def test_what_does_not_fit_is_refused_and_not_quoted(wrong: Any) -> None:
    card: Codec[Any] = codec_of(CardHolder)
    asked = Codec[Demande](Demande)
    for codec, plain in ((card, wrong), (asked, {"kind": "ceam", "applicant": wrong})):
        for read in (codec.of_plain, lambda each, codec=codec: codec.read(json.dumps(each))):
            with pytest.raises(Malformed) as refused:
                read(plain)
            assert not any(secret in f"{refused.value!r} {refused.value}" for secret in SECRETS)


def test_a_message_does_not_print_itself() -> None:
    holder = codec_of(CardHolder).of_plain(CARD)
    assert not any(secret in f"{holder!r} {holder}" for secret in SECRETS)


def test_an_unknown_field_is_a_mistake_in_a_request_and_none_in_an_answer() -> None:
    with pytest.raises(Malformed):
        codec_of(CheckCode).of_plain({"kind": "personal", "code": "2580", "colour": "blue"})
    said = {"outcome": "opened", "account": "actif", "colour": "blue"}
    assert codec_of(SessionOpened).of_plain(said) == SessionOpened(AccountState.ACTIF)
