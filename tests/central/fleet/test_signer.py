"""The signer signs what two people agreed on: not what a row claims, nor what anybody asks for."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, text, update
from structlog.testing import capture_logs

from central.fleet.configuration.groups import set_groups
from central.fleet.configuration.layers import KioskGroups
from central.fleet.configuration.signer import NotSigned
from central.store.audit_models import AuditRow
from central.store.configuration_models import (
    ConfigurationApprovalRow,
    ConfigurationDraftRow,
    ConfigurationVersionRow,
)
from central.store.database import transaction
from tests.central.fleet.configurations import (
    AUTHOR,
    LIFETIME,
    PINNED,
    Count,
    agreed,
    drafted,
    signer_at,
)
from tests.central.world import World
from wire.signed import SignedBody, SignedDocument
from wire.signing import verified

KIOSK = "demo"
"""The one that the store is seeded with."""


def signed(world: World, kiosk: str = KIOSK) -> list[SignedBody]:
    """All that was signed for a kiosk, verified, the oldest first."""
    row = ConfigurationVersionRow
    with transaction(world.container.engine) as db:
        rows = db.scalars(select(row).where(row.kiosk == kiosk).order_by(row.version)).all()
    found = [verified(SignedDocument(r.body, r.key_id, r.signature), PINNED) for r in rows]
    assert all(isinstance(each, SignedBody) for each in found)
    return [each for each in found if isinstance(each, SignedBody)]


def test_what_two_people_agreed_on_is_signed_for_the_kiosk_alone(world: World) -> None:
    agreed(world, "caisse", {"phone": "36 46", "sounds": True})
    agreed(world, f"kiosk:{KIOSK}", {"sounds": False})
    agreed(world, "kiosk:another", {"sounds": True})
    assert signer_at(world).sign_for([KIOSK]) == {KIOSK: 1}
    (body,) = signed(world)
    assert body.content == {"phone": "36 46", "sounds": False}
    assert (body.purpose, body.caisse, body.kiosk) == ("configuration", "cpam-000", KIOSK)
    assert body.not_after - body.issued_at == LIFETIME
    with transaction(world.container.engine) as db:
        (row,) = db.scalars(select(AuditRow).where(AuditRow.act == "config_sign"))
        assert (row.kiosk, row.outcome, row.account) == (KIOSK, "version 1", "signer (900)")


def test_agency_and_tags_speak_between_caisse_and_kiosk(world: World) -> None:
    with transaction(world.container.engine) as db:
        set_groups(db, KioskGroups(KIOSK, "lyon", ("pilot",)))
    for layer, phone in (("agency:lyon", "2"), ("tag:pilot", "3"), ("agency:paris", "4")):
        agreed(world, layer, {"phone": phone})
    signer_at(world).sign_for([KIOSK])
    assert signed(world)[0].content == {"phone": "3"}


def test_a_draft_alone_is_not_signed(world: World) -> None:
    drafted(world, "caisse", {"phone": "36 46"})
    assert signer_at(world).sign_for([KIOSK]) == {KIOSK: NotSigned.NOTHING_APPROVED}


def test_a_kiosk_that_nobody_knows_gets_nothing(world: World) -> None:
    agreed(world, "caisse", {"phone": "36 46"})
    assert signer_at(world).sign_for(["stranger"]) == {"stranger": NotSigned.UNKNOWN_KIOSK}


@pytest.mark.any_store
def test_an_approval_that_its_author_wrote_into_the_store_is_an_alarm(world: World) -> None:
    """As a stolen worker might: the database's own check is taken away first."""
    agreed(world, "caisse", {"phone": "36 46"})
    row = ConfigurationApprovalRow
    with transaction(world.container.engine) as db:
        db.execute(text("PRAGMA ignore_check_constraints = ON"))
        db.execute(update(row).values(approver=AUTHOR))
        db.execute(text("PRAGMA ignore_check_constraints = OFF"))
    with capture_logs() as lines:
        assert signer_at(world).sign_for([KIOSK]) == {KIOSK: NotSigned.SAME_PERSON}
    assert [(each["event"], each["log_level"]) for each in lines] == [("approval_forged", "error")]
    assert signed(world) == []


def test_a_draft_that_was_changed_after_its_approval_is_an_alarm(world: World) -> None:
    agreed(world, "caisse", {"phone": "36 46"})
    with transaction(world.container.engine) as db:
        db.execute(update(ConfigurationDraftRow).values(content='{"phone":"08 99 00"}'))
    with capture_logs() as lines:
        assert signer_at(world).sign_for([KIOSK]) == {KIOSK: NotSigned.OTHER_DIGEST}
    assert [each["event"] for each in lines] == ["approval_forged"]


def test_what_no_kiosk_could_use_is_not_signed(world: World, monkeypatch) -> None:
    """Approved by a release with other limits."""
    with monkeypatch.context() as other:
        other.setattr("tests.central.fleet.configurations.checked", dict)
        agreed(world, "caisse", {"sound_volume": 101})
    assert signer_at(world).sign_for([KIOSK]) == {KIOSK: NotSigned.WRONG_CONTENT}


def test_the_same_is_not_signed_again_before_half_its_life_is_over(world: World) -> None:
    agreed(world, "caisse", {"phone": "36 46"})
    signer = signer_at(world)
    signer.sign_for([KIOSK])
    world.clock.turn(days=44)
    assert signer.sign_for([KIOSK]) == {KIOSK: NotSigned.UNCHANGED}
    world.clock.turn(days=1)
    assert signer.sign_for([KIOSK]) == {KIOSK: 2}
    first, second = signed(world)
    assert (second.content, second.not_after) == (first.content, first.not_after + LIFETIME / 2)


def test_versions_grow_though_rows_are_taken_out_of_the_store(world: World) -> None:
    count = Count()
    agreed(world, "caisse", {"phone": "1"})
    assert signer_at(world, count).sign_for([KIOSK]) == {KIOSK: 1}
    with transaction(world.container.engine) as db:
        db.execute(delete(ConfigurationVersionRow))
    assert signer_at(world, count).sign_for([KIOSK]) == {KIOSK: 2}


def test_versions_grow_though_the_signers_count_is_lost(world: World) -> None:
    agreed(world, "caisse", {"phone": "1"})
    assert signer_at(world, Count(41)).sign_for([KIOSK]) == {KIOSK: 42}
    agreed(world, "caisse", {"phone": "2"})
    assert signer_at(world, Count()).sign_for([KIOSK]) == {KIOSK: 43}


def test_a_clock_that_was_ten_years_ahead_and_is_put_right_does_not_go_back(world: World) -> None:
    agreed(world, "caisse", {"phone": "1"})
    count = Count()
    world.clock.turn(days=3_650)
    signer_at(world, count).sign_for([KIOSK])
    world.clock.turn(days=-3_650)
    agreed(world, "caisse", {"phone": "2"})
    signer_at(world, count).sign_for([KIOSK])
    wrong, right = signed(world)
    assert right.issued_at >= wrong.issued_at
    assert right.not_after > wrong.issued_at + timedelta(days=1)


def test_a_document_that_no_exchange_could_carry_is_not_signed(world: World) -> None:
    texts = dict.fromkeys(("fr", *(f"a{chr(97 + n)}" for n in range(25))), "x" * 120)
    notices = [
        {
            "id": f"n{number}",
            "text": texts,
            "shown_from": "2026-12-01T00:00:00Z",
            "shown_until": "2026-12-02T00:00:00Z",
        }
        for number in range(20)
    ]
    picture = "PHN2ZyA+" + "AAAA" * 21_000
    agreed(world, "caisse", {"notices": notices, "logo": {"form": "svg", "picture": picture}})
    assert signer_at(world).sign_for([KIOSK]) == {KIOSK: NotSigned.TOO_LARGE}
