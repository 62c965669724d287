"""The configuration in the console: drafted by one, approved by another, signed by a third."""

from dataclasses import replace
from typing import Any

import pytest

from central.admins.grants import take_back
from central.fleet.configuration.drafts import (
    ConfigurationDraft,
    NotApproved,
    approve,
    are_two,
    said_now,
    write_draft,
)
from central.store.admin_models import AdminRow
from central.store.database import transaction
from tests.central.dashboard.access.commanding import SignerInside
from tests.central.dashboard.access.configuring import (
    AGENCY,
    PUBLISHER,
    Two,
    act,
    acts,
    at,
    draft_in,
    drafted,
    wanted,
)


def test_from_the_form_to_the_kiosk_by_two_people(two: Two) -> None:
    draft = drafted(two.first, idle_s="90", **{"opening_hours.monday": "8h30-12h"})
    two.first.get(f"/configuration/drafts/{draft}")
    for said in (
        "Attente avant la question",
        "90\u00a0s",
        "08:30-12:00",
        "1 borne",
        "votre brouillon",
    ):
        assert said in two.first.page
    assert "Lea" in two.second.get("/configuration").text
    assert act(two.second, draft, "approve", how="now") == "approved"
    assert "Signé pour toutes les bornes" in two.second.get(f"/configuration/drafts/{draft}").text
    with transaction(two.console.access.engine) as db:
        assert said_now(db, AGENCY)["idle_s"] == 90
    assert wanted(two.console, "k1", "k2") == [1, None]
    lea, tom = f"admin:{two.lea.id}", f"admin:{two.tom.id}"
    assert acts(two.console) == [
        ("config_draft", f"draft {draft}", lea),
        ("config_approve", f"draft {draft}", tom),
        ("config_sign", "version 1", "signer (900)"),
    ]


@pytest.mark.any_store
def test_whoever_writes_does_not_approve(two: Two) -> None:
    draft = drafted(two.second, idle_s="90")
    assert act(two.second, draft, "approve", how="now") == "same_person"
    assert "Approuver</button>" not in two.second.get(f"/configuration/drafts/{draft}").text
    assert at(two.console, draft).waits
    assert (
        "personne doit l’approuver"
        in two.second.get(f"/configuration/drafts/{draft}?told=same_person").text
    )


@pytest.mark.any_store
def test_an_approval_asks_who_it_is_again(two: Two) -> None:
    draft = drafted(two.first, idle_s="90")
    two.console.clock.turn(minutes=10)
    assert act(two.second, draft, "approve", how="now") == "401"
    assert at(two.console, draft).waits


def test_what_was_not_shown_is_not_approved(two: Two) -> None:
    draft = drafted(two.first, idle_s="90")
    assert act(two.second, draft, "approve", how="now", digest="0" * 64) == "changed"
    assert act(two.second, draft, "approve", how="now", digest="") == "changed"
    assert at(two.console, draft).waits
    assert act(two.first, draft, "discard") == "discarded"
    assert act(two.second, draft, "approve", how="now") == "changed"
    assert act(two.first, draft, "discard") == "not_yours"


@pytest.mark.any_store
def test_one_person_at_the_console_and_at_the_machine_is_one(two: Two) -> None:
    """As far as names tell it: an account of the system bears what they sign in with."""
    engine, now = two.console.access.engine, two.console.clock.now()
    draft = drafted(two.first, idle_s="90")
    with transaction(engine) as db:
        assert approve(db, now, "Lea (1000)", draft) is NotApproved.SAME_PERSON
        own = write_draft(db, now, "tom (1001)", AGENCY, {"idle_s": 80})
        assert not are_two(db, "lea@caisse.example (7)", f"admin:{two.lea.id}")
        assert are_two(db, "(900)", f"admin:{two.lea.id}")
        assert are_two(db, "anna (3)", "anna (4)")
    assert act(two.second, own, "approve", how="now") == "same_person"
    with transaction(engine) as db:
        assert isinstance(approve(db, now, "anna (1002)", draft), ConfigurationDraft)


@pytest.mark.any_store
@pytest.mark.parametrize("meanwhile", ["ungranted", "suspended"])
def test_what_somebody_wrote_who_may_no_more_is_not_approved(two: Two, meanwhile: str) -> None:
    draft = drafted(two.first, idle_s="90")
    access = two.console.access
    with transaction(access.engine) as db:
        if meanwhile == "suspended":
            db.get_one(AdminRow, two.lea.id).suspended_at = two.console.clock.now()
        else:
            take_back(db, access.audit, two.lea.id, PUBLISHER, "test")
    assert act(two.second, draft, "approve", how="now") == "gone"
    assert (
        "ne peut plus publier ici"
        in two.second.get(f"/configuration/drafts/{draft}?told=gone").text
    )
    assert at(two.console, draft).waits


@pytest.mark.any_store
def test_only_its_author_takes_a_draft_back(two: Two) -> None:
    draft = drafted(two.first, idle_s="90")
    assert act(two.second, draft, "discard") == "not_yours"
    assert act(two.first, draft, "discard") == "discarded"
    assert "Retiré" in two.first.get(f"/configuration/drafts/{draft}").text
    assert "Aucun brouillon n’attend" in two.first.get("/configuration").text
    assert acts(two.console)[-1][:2] == ("config_discard", f"draft {draft}")


def test_in_a_wave_it_is_signed_and_given_to_nobody_yet(two: Two) -> None:
    draft = drafted(two.first, idle_s="90")
    assert act(two.second, draft, "approve", how="wave") == "approved"
    text = two.second.get(f"/configuration/drafts/{draft}").text
    assert "1 borne a une version signée" in text
    assert 'href="/waves/new?layer=agency%3A0131"' in text
    assert wanted(two.console, "k1") == [None]
    assert act(two.second, draft, "sign", how="now") == "given"
    assert wanted(two.console, "k1") == [1]
    assert acts(two.console)[-1][:2] == ("config_give", f"draft {draft}")


def test_a_silent_signer_is_told_of_and_asked_again(two: Two, signer: SignerInside) -> None:
    signer.away = True
    draft = drafted(two.first, idle_s="90")
    assert act(two.second, draft, "approve", how="now") == "silent"
    text = two.second.get(f"/configuration/drafts/{draft}?told=silent").text
    assert "le signataire n’a pas répondu" in text
    assert "1 borne attend la signature" in text
    assert at(two.console, draft).approver == f"admin:{two.tom.id}"
    assert act(two.second, draft, "sign", how="now") == "silent"
    signer.away = False
    assert act(two.second, draft, "sign", how="now") == "given"
    assert wanted(two.console, "k1") == [1]


@pytest.mark.any_store
def test_without_a_signer_the_page_says_who_signs(two: Two) -> None:
    state = two.console.app.state
    state.container = replace(state.container, signer=None)
    draft = drafted(two.first, idle_s="90")
    assert act(two.second, draft, "approve", how="now") == "no_signer"
    text = two.second.get(f"/configuration/drafts/{draft}").text
    assert "central fleet config renew" in text
    assert "Redemander" not in text


def test_going_back_is_a_draft_for_a_second_person(two: Two) -> None:
    for text in ("60", "90"):
        act(two.second, drafted(two.first, idle_s=text), "approve", how="now")
    history = two.first.get("/configuration/history/agency:0131").text
    assert "Version 2" in history
    assert "60\u00a0s" in history
    path = "/configuration/rollback/agency:0131"

    def back(number: str) -> Any:
        return two.first.post(path, csrf=two.first.token, number=number)

    draft = draft_in(back("1"))
    assert at(two.console, draft).content == {"idle_s": 60}
    assert at(two.console, draft).waits
    for same in ("2", "7"):
        assert back(same).headers["location"].endswith("?told=same")
    assert back("x").status_code == 400
    assert act(two.second, draft, "approve", how="now") == "approved"
    assert wanted(two.console, "k1") == [3]
