"""Commands as the console gives them: what is said before, who approves, what the kiosk brings."""

import re
from uuid import uuid4

import pytest

from central.admins.grants import take_back
from central.admins.roles import AdminRole, Grant, Scope
from central.store.database import transaction
from central.store.models import KioskRow
from tests.central.dashboard.access.commanding import (
    SignerInside,
    address_of,
    audited_acts,
    bring,
    give,
    given,
    move,
    press,
    with_signer,
)
from tests.central.dashboard.access.console import ADMINISTRATOR, OPERATOR, Console

READER = Grant(AdminRole.READER, Scope.parse("agency:0131"))
PNG = b"\x89PNG\r\n\x1a\n and so on"


@pytest.mark.any_store
def test_a_command_is_seen_before_it_is_given_and_is_given_once(
    console: Console, signer: SignerInside
) -> None:
    lea = console.add("lea", OPERATOR)
    browser = lea.signed_in()
    assert "Donner une commande" in browser.get("/kiosks/k1").text
    chosen = browser.get("/kiosks/k1/commands/new").text
    assert "/kiosks/k1/commands/new/out-of-service" in chosen
    address = "/kiosks/k1/commands/new/message"
    browser.get(address)
    typed = {"text_fr": "Fermé <b>à midi</b>", "text_en": "", "minutes": "30", "within": "15"}
    preview = browser.post(address, csrf=browser.token, **typed).text
    assert "jamais au milieu d’une visite" in preview
    assert "Fermé &lt;b&gt;à midi&lt;/b&gt;" in preview
    assert "10:45" in preview
    assert given(console) == []
    hidden = browser.hidden
    answer = browser.submit()
    assert given(console) == [("k1", "message", "pending")]
    again = browser.post("/kiosks/k1/commands", **(hidden | {"csrf": browser.token}))
    assert again.headers["location"].endswith("?told=again")
    assert len(given(console)) == 1
    shown = browser.get(answer.headers["location"]).text
    assert "C’est donné" in shown
    assert "Lea" in shown
    by = f"admin:{lea.id}"
    assert audited_acts(console, "command_")[0] == ("command_issue", "message", by)
    assert audited_acts(console, "command_")[1][0] == "command_sign"
    id_ = answer.headers["location"].split("/")[4].partition("?")[0]
    move(console, id_, "failed", "no-answer")
    assert "pas finie après cinq minutes" in browser.get(address_of(answer)).text
    listed = browser.get("/commands?state=every").text
    assert f"/kiosks/k1/commands/{id_}" in listed
    assert "Aucune commande" in browser.get("/commands").text


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    console: Console, signer: SignerInside
) -> None:
    browser = console.add("lea", OPERATOR).signed_in()
    answer = give(browser, "k1", "message", text_en="Soon back", minutes="0", within="7")
    assert answer.status_code == 422
    for said in ("Écrivez la phrase en français.", "de 1 à 1\u202f440", "un délai de la liste"):
        assert said in answer.text
    assert 'value="Soon back"' in answer.text
    assert 'aria-describedby="minutes-hint minutes-wrong"' in answer.text
    assert give(browser, "k1", "message", text_fr="x" * 121, minutes="5").status_code == 422
    assert give(browser, "k1", "send-logs", hours="49").status_code == 422
    assert give(browser, "k1", "out-of-service", reason="<b>").status_code == 422
    assert browser.get("/kiosks/k1/commands/new/format-disk").status_code == 404
    browser.get("/my-sessions")
    answer = browser.post(
        "/kiosks/k1/commands", csrf=browser.token, verb="refresh", id="no id", within="60"
    )
    assert answer.status_code == 400
    change = {"text_fr": "Bientôt", "minutes": "9", "within": "15", "change": "1"}
    kept = browser.post("/kiosks/k1/commands/new/message", csrf=browser.token, **change)
    assert 'value="Bientôt"' in kept.text
    assert given(console) == []


@pytest.mark.any_store
def test_a_second_person_approves_what_needs_two_and_proves_who_they_are(
    console: Console, signer: SignerInside
) -> None:
    lea, tom = console.add("lea", OPERATOR), console.add("tom", ADMINISTRATOR)
    first, second = lea.signed_in(), tom.signed_in("192.0.2.8")
    answer = give(first, "k1", "restart-app")
    address = address_of(answer)
    assert "attend qu’une autre personne l’approuve" in first.get(answer.headers["location"]).text
    assert "quelqu’un d’autre l’approuve" in first.get(address).text
    assert "Attendent une deuxième personne" in second.get("/commands").text
    own = press(first, address, "approve")
    assert own.headers["location"].endswith("told=own")
    console.clock.turn(minutes=6)
    assert press(second, address, "approve").status_code == 401
    second.submit(**tom.credential())
    answer = second.submit()
    assert answer.headers["location"].endswith("told=approved")
    text = second.get(address).text
    assert "Lea" in text
    assert "Tom" in text
    assert press(second, address, "approve").headers["location"].endswith("told=nothing")
    acts = [(act, account) for act, _, account in audited_acts(console, "command_")]
    assert acts == [
        ("command_issue", f"admin:{lea.id}"),
        ("command_approve", f"admin:{tom.id}"),
        ("command_sign", "signer (900)"),
    ]


def test_what_somebody_gave_who_may_no_more_is_not_approved(
    console: Console, signer: SignerInside
) -> None:
    lea, tom = console.add("lea", OPERATOR), console.add("tom", ADMINISTRATOR)
    address = address_of(give(lea.signed_in(), "k1", "restart-app"))
    with transaction(console.access.engine) as db:
        take_back(db, console.access.audit, lea.id, OPERATOR, "test")
    answer = press(tom.signed_in("192.0.2.8"), address, "approve")
    assert answer.headers["location"].endswith("told=gone")
    assert "command_approve" not in {act for act, _, _ in audited_acts(console, "command_")}


def test_a_signer_that_is_away_is_said_and_asked_again(
    console: Console, signer: SignerInside
) -> None:
    browser = console.add("lea", OPERATOR).signed_in()
    signer.away = True
    answer = give(browser, "k1", "refresh")
    assert "Le signataire ne répond pas" in browser.get(answer.headers["location"]).text
    address = address_of(answer)
    assert press(browser, address, "sign").headers["location"].endswith("told=no-signer")
    signer.away = False
    assert press(browser, address, "sign").headers["location"].endswith("told=signed")
    assert "Le signataire ne répond pas" not in browser.get(address).text


def test_without_a_signer_or_for_a_revoked_kiosk_no_form_is_shown(console: Console) -> None:
    browser = console.add("lea", OPERATOR).signed_in()
    text = browser.get("/kiosks/k1/commands/new").text
    assert "pas reliée au signataire" in text
    assert "/commands/new/refresh" not in text
    with_signer(console)
    with transaction(console.access.engine) as db:
        db.get_one(KioskRow, "k1").revoked_at = console.clock.now()
    assert "Donner une commande" not in browser.get("/kiosks/k1").text
    assert "est révoquée" in browser.get("/kiosks/k1/commands/new").text
    browser.get("/my-sessions")
    said = {"verb": "refresh", "id": str(uuid4()), "within": "60"}
    answer = browser.post("/kiosks/k1/commands", csrf=browser.token, **said)
    assert "est révoquée" in answer.text
    assert given(console) == []


def test_what_waits_is_cancelled_and_what_has_gone_is_not(
    console: Console, signer: SignerInside
) -> None:
    browser = console.add("lea", OPERATOR).signed_in()
    address = address_of(give(browser, "k1", "test-page"))
    assert "Annuler la commande" in browser.get(address).text
    assert press(browser, address, "cancel").headers["location"].endswith("told=cancelled")
    assert press(browser, address, "cancel").headers["location"].endswith("told=late")
    sent = address_of(give(browser, "k1", "purge-prints"))
    move(console, sent.rpartition("/")[2], "sent")
    assert "Annuler la commande" not in browser.get(sent).text
    assert press(browser, sent, "cancel").headers["location"].endswith("told=late")
    assert [state for _, _, state in given(console)] == ["cancelled", "sent"]
    late = address_of(give(browser, "k1", "refresh", within="15"))
    console.clock.turn(minutes=16)
    text = browser.get(late).text
    assert "Trop tard" in text
    assert "Annuler la commande" not in text


def test_results_are_for_who_commands_and_each_look_is_written_down(
    console: Console, signer: SignerInside
) -> None:
    lea, reader = console.add("lea", OPERATOR), console.add("ann", READER).signed_in("192.0.2.9")
    browser = lea.signed_in()
    picture = address_of(give(browser, "k1", "screenshot"))
    logs = address_of(give(browser, "k1", "send-logs", hours="2"))
    for address, form, content in ((picture, "screenshot", PNG), (logs, "logs", b"<b>{}\n")):
        bring(console, address.rpartition("/")[2], form, content)
        move(console, address.rpartition("/")[2], "executed")
    shown = browser.get(picture).text
    alt = re.search(rf'<img src="{picture}/result" alt="([^"]*)"', shown)
    assert alt is not None
    assert "L’écran de la borne k1" in alt[1]
    answer = browser.get(f"{picture}/result")
    assert (answer.headers["content-type"], answer.content) == ("image/png", PNG)
    assert "Télécharger le journal" in browser.get(logs).text
    answer = browser.get(f"{logs}/result")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-disposition"].startswith('attachment; filename="send-logs-')
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert audited_acts(console, "command_result") == [
        ("command_result", "screenshot", f"admin:{lea.id}"),
        ("command_result", "logs", f"admin:{lea.id}"),
    ]
    assert reader.get(f"{picture}/result").status_code == 403
    text = reader.get(picture).text
    assert "<img" not in text
    assert "Seules les personnes" in text
    console.clock.turn(days=8)
    browser = lea.signed_in()
    assert browser.get(f"{picture}/result").status_code == 404
    assert "s’efface après sept jours" in browser.get(picture).text


def test_what_a_kiosk_calls_a_picture_and_is_none_is_only_downloaded(
    console: Console, signer: SignerInside
) -> None:
    browser = console.add("lea", OPERATOR).signed_in()
    address = address_of(give(browser, "k1", "screenshot"))
    bring(console, address.rpartition("/")[2], "screenshot", b"<html><script>alert(1)</script>")
    answer = browser.get(f"{address}/result")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment")


def test_others_commands_are_as_if_they_were_not(console: Console, signer: SignerInside) -> None:
    everywhere = console.add("tom", ADMINISTRATOR).signed_in("192.0.2.8")
    there = address_of(give(everywhere, "k2", "refresh"))
    browser = console.add("lea", OPERATOR).signed_in()
    assert browser.get(there).status_code == 404
    assert browser.get(there.replace("k2", "k1")).status_code == 404
    assert browser.get("/kiosks/k2/commands/new").status_code == 404
    assert press(browser, there.replace("k2", "k1"), "cancel").status_code == 404
    assert "Aucune commande" in browser.get("/commands?state=every").text
    reader = console.add("ann", READER).signed_in("192.0.2.9")
    assert reader.get("/kiosks/k1/commands/new").status_code == 403
    assert "Donner une commande" not in reader.get("/kiosks/k1").text
