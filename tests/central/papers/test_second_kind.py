"""A second kind of paper beside the attestation: one module, and everything else is there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from central.papers.checking import Altered, Claim, Genuine, check
from central.papers.issuing import issue
from central.papers.period import PaperPeriod
from central.rights.sessions import CitizenSession
from central.runtime.problem_error import ProblemError
from central.store.audit_models import AuditRow
from central.store.database import transaction
from central.store.models import PaperRow
from shared_runtime.messages.catalogue import Catalogue
from shared_runtime.messages.message import Argument
from tests.central.papers.releve import (
    AMOUNT_CENTS,
    SLUG,
    IssueReleve,
    Payment,
    Payments,
    Releve,
    releve_of,
)
from tests.central.test_privacy import appears, everything, traces
from tests.central.world import PEOPLE, World
from wire.base import Answer
from wire.codec import codec_of
from wire.problem import ProblemType

SLUG_OF_PERSON = "marie-helene-dupont-test"
PERSON = PEOPLE[SLUG_OF_PERSON]
NAME, BIRTH_DATE = "DUPONT-TEST", "12/05/1985"
QUARTER = PaperPeriod(date(2026, 7, 1), date(2026, 9, 30))
PAYMENTS: Payments = {
    PERSON.nir: (Payment(date(2026, 7, 9), AMOUNT_CENTS), Payment(date(2026, 10, 1), 100))
}


def session_of(world: World, slug: str = SLUG_OF_PERSON) -> CitizenSession:
    world.kiosk.log_in(slug)
    assert world.kiosk.citizen is not None
    with transaction(world.container.engine) as db:
        session = world.container.sessions.current(db, "demo", world.kiosk.citizen)
    assert session is not None
    return session


def issued(
    world: World,
    action: UUID | None = None,
    period: PaperPeriod = QUARTER,
    payments: Payments = PAYMENTS,
    slug: str = SLUG_OF_PERSON,
) -> Releve:
    asked = IssueReleve(action or uuid4(), period.start, period.end)
    return issue(world.container, session_of(world, slug), releve_of(payments), asked)


def refused(world: World, action: UUID, **changes: Any) -> ProblemType:
    with pytest.raises(ProblemError) as problem:
        issued(world, action, **changes)
    return problem.value.kind


def test_it_is_issued_with_its_period_and_without_an_end(world: World) -> None:
    paper = issued(world)
    assert paper.lignes == (("2026-07-09", AMOUNT_CENTS),)
    assert paper.adresse_controle == (
        f"https://verifier.example/verifier?code={paper.code_controle}"
    )
    assert paper.numero.startswith("20261122-")
    with transaction(world.container.engine) as db:
        (row,) = db.scalars(select(PaperRow))
        told_of = db.scalars(select(AuditRow.person).where(AuditRow.outcome == "issued")).all()
    assert (row.kind, row.issued_on, row.valid_until) == (SLUG, date(2026, 11, 22), None)
    assert (row.period_start, row.period_end) == (QUARTER.start, QUARTER.end)
    assert told_of == [world.container.audit.person(PERSON.nir)]


def test_asked_again_on_a_later_day_it_is_the_same(world: World) -> None:
    action = uuid4()
    first = issued(world, action)
    world.clock.turn(days=3)
    assert issued(world, action) == first
    with transaction(world.container.engine) as db:
        outcomes = db.scalars(select(AuditRow.outcome).where(AuditRow.act == "issue")).all()
        assert len(db.scalars(select(PaperRow)).all()) == 1
    assert sorted(outcomes) == ["again", "issued"]


@pytest.mark.parametrize(
    "difference",
    [
        {"period": PaperPeriod(QUARTER.start, QUARTER.end - timedelta(days=1))},
        {"payments": {PERSON.nir: (Payment(date(2026, 7, 9), AMOUNT_CENTS + 1),)}},
        {"slug": "camille-martin"},
        {"period": PaperPeriod(QUARTER.start, date(2026, 11, 25))},
    ],
    ids=["period", "amount", "person", "period-that-is-refused"],
)
def test_the_same_action_for_something_else_is_a_conflict(world: World, difference) -> None:
    action = uuid4()
    issued(world, action)
    assert refused(world, action, **difference) is ProblemType.ACTION_CONFLICT


def test_an_action_is_of_one_kind_whichever_came_first(world: World) -> None:
    of_releve, of_attestation = uuid4(), uuid4()
    issued(world, of_releve)
    reference = world.kiosk.rights()["assure"]["reference"]
    assert world.kiosk.issue(reference, action=of_releve).status_code == 409
    assert world.kiosk.issue(reference, action=of_attestation).status_code == 200
    assert refused(world, of_attestation) is ProblemType.ACTION_CONFLICT


def test_two_kinds_that_say_the_same_are_two(world: World) -> None:
    action = uuid4()
    issued(world, action)
    twin = replace(releve_of(PAYMENTS), slug="releve_double")
    asked = IssueReleve(action, QUARTER.start, QUARTER.end)
    with pytest.raises(ProblemError, match="action-conflict"):
        issue(world.container, session_of(world), twin, asked)


def test_what_its_draft_refuses_is_refused_and_leaves_nothing(world: World) -> None:
    period = PaperPeriod(QUARTER.start, date(2026, 11, 23))
    assert refused(world, uuid4(), period=period) is ProblemType.INVALID_REQUEST
    with transaction(world.container.engine) as db:
        assert db.scalars(select(PaperRow)).all() == []


def test_the_check_vouches_for_it_and_its_code_for_nobody_else(world: World) -> None:
    code, key = issued(world).code_controle, world.container.keys.check_key
    claim = Claim(code, NAME, "19850512")
    expected = Genuine(SLUG, date(2026, 11, 22), None, QUARTER)
    assert check(world.container.engine, key, claim) == expected
    another = Claim(code, "MARTIN", "19850315")
    assert check(world.container.engine, key, another) == Altered()


def test_software_is_told_kind_and_period(world: World) -> None:
    code = issued(world).code_controle
    assert world.verify(code, NAME, BIRTH_DATE).json() == {
        "resultat": "conforme",
        "kind": SLUG,
        "emise_le": "2026-11-22",
        "valable_jusqu_au": None,
        "periode_debut": "2026-07-01",
        "periode_fin": "2026-09-30",
    }
    altered = world.verify(code, "MARTIN", BIRTH_DATE).json()
    assert altered.pop("resultat") == "non_conforme"
    assert set(altered.values()) == {None}


@dataclass(frozen=True, slots=True, repr=False)
class VerificationResultBefore(Answer):
    """What a client made for the release before reads."""

    resultat: str
    emise_le: date | None = None
    valable_jusqu_au: date | None = None


def test_a_client_of_the_release_before_reads_the_answer(world: World) -> None:
    code = issued(world).code_controle
    read = codec_of(VerificationResultBefore).read(world.verify(code, NAME, BIRTH_DATE).text)
    assert (read.resultat, read.emise_le) == ("conforme", date(2026, 11, 22))


def shown(world: World, code: str, language: str = "fr") -> str:
    typed = {"code": code, "family_name": NAME, "birth_date": BIRTH_DATE, "lang": language}
    answer = world.http.post("/verifier", data=typed)
    assert answer.status_code == 200
    return answer.text


def test_the_page_calls_a_kind_that_it_does_not_know_a_document(world: World) -> None:
    code = issued(world).code_controle
    french, english = shown(world, code), shown(world, code, "en")
    assert '<h2 id="result-title">Document conforme</h2>' in french
    assert "<dt>Période</dt><dd>du 01/07/2026 au 30/09/2026</dd>" in french
    assert "<dt>Date d’émission</dt><dd>22/11/2026</dd>" in french
    assert "Document: genuine" in english
    assert "from 1 July 2026 to 30 September 2026" in english
    for text in (french, english):
        assert SLUG not in text
        assert "Valable" not in text
        assert "Valid until" not in text
        assert "attestation" not in text.lower()


NAMED = f"verifier.kind.{SLUG}"


@pytest.fixture
def named_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"fr": "Relevé d’essai", "en": "Trial statement"}
    say = Catalogue.say

    def named(self: Catalogue, language: str, key: str, args: Mapping[str, Argument]) -> str:
        return names[language] if key == NAMED else say(self, language, key, args)

    knows = Catalogue.knows
    monkeypatch.setattr(Catalogue, "say", named)
    monkeypatch.setattr(Catalogue, "knows", lambda self, key: key == NAMED or knows(self, key))


def test_the_page_names_a_kind_once_it_has_a_word_for_it(world: World, named_kind) -> None:
    code = issued(world).code_controle
    assert "Relevé d’essai conforme" in shown(world, code)
    assert "Trial statement: genuine" in shown(world, code, "en")
    world.clock.turn(days=4_000)
    assert "cette date est passée" not in shown(world, code)


def everywhere(world: World, captured: pytest.CaptureFixture[str]) -> Iterator[str]:
    output = captured.readouterr()
    yield output.out + output.err
    yield everything(world)


def test_neither_number_nor_name_nor_amount_is_left_anywhere(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    action = uuid4()
    paper = issued(world, action)
    issued(world, action)
    refused(world, action, payments={})
    told = [shown(world, paper.code_controle), world.verify(paper.code_controle, NAME, "1").text]
    amounts = [str(AMOUNT_CENTS), "82749", "82 749"]
    for place in (*told, *everywhere(world, capsys)):
        for trace in (*traces(), *amounts):
            assert not appears(trace, place)
    assert f"{paper!r} {paper}" == "Releve(…) Releve(…)"
