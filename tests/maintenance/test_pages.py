"""What stands on the page of each tool, and what can be done there."""

from dataclasses import replace

import pytest

from kiosk.domain.card import UnreadableReason, WrongCardKind
from kiosk.domain.maintenance.tool import CheckRow, DoBySync, LookAgain, NotSeen
from shared_runtime.messages.message import Message
from tests.maintenance.pages import deed, facts, labels, line, page, question, request, said
from tests.maintenance.samples import ANSWERS, AT, SUMMARY, action, job, printed
from wire.actions import QueuePage
from wire.health import CheckState
from wire.staff_calls.deeds import (
    BUNDLE_TO_CENTRAL,
    BUNDLE_TO_STICK,
    CLOSE,
    OPEN,
    RETRY,
    SETTLE_PRINT,
    CloseKiosk,
    PaperLoaded,
    RetryAction,
    SettlePrint,
)
from wire.staff_calls.looks import (
    NETWORK,
    AboutLook,
    DayLook,
    LogsLook,
    NetworkLook,
    PrintsLook,
    QueueLook,
    ReadLogs,
    StageFound,
)


def checks(shown):
    return [row.check.name for row in shown.rows if isinstance(row, CheckRow)]


def test_health_has_the_worst_first():
    shown = page("health", ANSWERS)
    assert checks(shown) == ["printer", "receipts", "reader", "speaker", "screen"]


def test_a_reader_that_was_not_tried_says_nothing_of_a_card():
    shown = page("reader", ANSWERS)
    assert checks(shown) == ["reader"]
    assert facts(shown) == []


@pytest.mark.parametrize(
    ("word", "sentence", "state"),
    [
        ("read", "La carte Vitale est bien lue.", CheckState.OK),
        ("staff", "Le badge est bien lu.", CheckState.OK),
        ("cps", "Le lecteur marche. Ce n’est pas une carte Vitale.", CheckState.OK),
        ("mute", "La puce ne répond pas. Retournez la carte, ou essuyez la puce.", None),
    ],
)
def test_a_card_that_was_tried_is_told_by_what_came_of_it(word, sentence, state):
    [row] = facts(page("reader", ANSWERS, card=word))
    assert said(row.value) == sentence
    assert row.state is (state or CheckState.WARNING)


@pytest.mark.parametrize("word", [*WrongCardKind, *UnreadableReason])
def test_whatever_a_card_is_there_are_words_for_it(word):
    [row] = facts(page("reader", ANSWERS, card=str(word)))
    assert "…" not in said(row.value)


def test_printers_count_what_they_took_since_paper_was_loaded():
    shown = page("printers", ANSWERS)
    assert checks(shown) == ["printer", "receipts"]
    assert [line(row)[1] for row in facts(shown)] == ["42", "7"]
    assert [request(each) for each in shown.offers[2:4]] == [
        PaperLoaded("sheets"),
        PaperLoaded("strips"),
    ]


def test_a_kiosk_without_receipts_is_asked_for_none():
    shown = page("printers", ANSWERS, fitted=frozenset())
    assert [line(row)[0] for row in facts(shown)] == ["Feuilles depuis le dernier papier"]
    assert labels(shown.offers) == [
        "Imprimer un test",
        "J’ai remis du papier",
        "Effacer ce qui attend",
    ]


def test_a_counter_that_was_never_told_is_no_zero():
    shown = page("printers", {**ANSWERS, "prints": PrintsLook(())})
    assert [line(row)[1] for row in facts(shown)] == ["–", "–"]


def test_what_is_done_at_printers_can_be_done_while_nothing_is_seen():
    assert len(page("printers", {"health": NotSeen.AWAY, "prints": NotSeen.AWAY}).offers) == 5


def test_prints_of_which_nobody_knows_stand_first_and_alone_can_be_touched():
    shown = page("prints", ANSWERS)
    first, second = facts(shown)
    assert [said(each) for each in shown.lines] == ["1 impression est à vérifier. Touchez-la."]
    assert line(first)[:2] == ("À vérifier", "Impression n°\u00a0000002")
    assert line(second)[0] == "Sortie"
    assert second.offers == ()
    asked = question(first.offers[0])
    assert said(asked.question) == "La feuille est-elle sortie\u00a0?"
    assert [deed(each) for each in asked.options] == [
        DoBySync(SETTLE_PRINT, SettlePrint(job(2), came_out=True)),
        DoBySync(SETTLE_PRINT, SettlePrint(job(2), came_out=False)),
    ]


def test_no_print_is_a_line_and_fifty_are_fifty_rows():
    assert page("prints", {"prints": PrintsLook(())}).lines
    many = PrintsLook(tuple(printed(number, "unknown") for number in range(50)))
    shown = page("prints", {"prints": many})
    assert len(shown.rows) == 50
    assert len({line(row)[1] for row in facts(shown)}) == 50


def test_the_broken_link_of_the_network_is_named():
    shown = page("network", ANSWERS)
    assert said(shown.lines[0]) == "La panne vient du réseau de l’agence\u00a0: pas d’adresse."
    assert [said(row.label) for row in facts(shown)] == ["Câble", "Adresse", "Nom du serveur (DNS)"]
    cable, address, _ = facts(shown)
    assert cable.detail == ""
    assert isinstance(address.detail, Message)
    assert address.detail.key == "network.address.no_address.mend"
    assert deed(shown.offers[0]) == LookAgain(NETWORK)


def test_a_network_that_is_well_says_so():
    shown = page(
        "network", {"network": NetworkLook((StageFound("cable", CheckState.OK, "connected"),))}
    )
    assert said(shown.lines[0]) == "Le réseau fonctionne. Il n’y a rien à faire."


def test_a_link_of_a_later_release_is_shown_by_its_slug():
    found = StageFound("satellite", CheckState.FAILED, "lost")
    shown = page("network", {"network": NetworkLook((found,))})
    assert facts(shown)[0].label == "satellite"
    assert said(shown.lines[0]) == "La panne est sur la première ligne en rouge."


def test_the_network_can_be_checked_while_nothing_answers():
    assert labels(page("network", {"network": NotSeen.AWAY}).offers) == ["Vérifier le réseau"]


def test_the_queue_tells_how_much_waits_and_what_is_stuck_with_the_reason():
    shown = page("queue", ANSWERS)
    told = [line(row) for row in facts(shown)]
    assert told[3] == ("En attente", "4", "")
    refused, expired, put_off = facts(shown)[:3]
    assert line(refused) == (
        "Carte européenne (CEAM)",
        "20261201-0000-07-000001-17",
        "Le serveur ne peut pas l’ouvrir. Prévenez le support.",
    )
    assert line(expired)[2] == "Elle attend depuis trente jours. Renvoyez-la."
    assert line(put_off)[0] == "Trace d’une action d’agent"
    assert deed(refused.offers[0]) == DoBySync(RETRY, RetryAction(job(1)))
    assert put_off.offers == (), "it is offered again by itself"
    assert len(facts(shown)) == 8, "what merely waits is counted alone"


def test_an_empty_queue_says_that_nothing_is_stuck():
    empty = replace(
        SUMMARY, ready=0, in_flight=0, quarantined=0, expired=0, put_off=0, oldest_waiting_at=None
    )
    shown = page("queue", {"queue": QueueLook(replace(empty, last_sync_at=None), QueuePage(()))})
    assert [line(row)[:2] for row in facts(shown)] == [
        ("En attente", "0"),
        ("Dernier échange avec le serveur", "Aucun pour l’instant"),
    ]
    assert said(shown.lines[0]) == "Aucune demande n’est bloquée."


def test_a_full_queue_says_so_and_unknown_words_stay_slugs():
    odd = action(5, "quarantined", "of-a-later-release", kind="of_a_later_release")
    look = QueueLook(replace(SUMMARY, accepting=False), QueuePage((odd,)))
    rows = facts(page("queue", {"queue": look}))
    assert said(rows[1].label) == "La borne ne prend plus de demande"
    assert (rows[0].label, rows[0].detail) == ("of_a_later_release", "of-a-later-release")


def test_a_kiosk_in_service_can_be_closed_for_each_reason():
    shown = page("service")
    assert labels(shown.offers) == ["Mettre hors service"]
    assert [deed(each) for each in question(shown.offers[0]).options] == [
        DoBySync(CLOSE, CloseKiosk("maintenance")),
        DoBySync(CLOSE, CloseKiosk("technical")),
        DoBySync(CLOSE, CloseKiosk("closed")),
    ]


def test_a_closed_kiosk_says_why_and_can_be_opened():
    shown = page("service", closed="technical")
    assert line(facts(shown)[0]) == ("La borne est", "Hors service", "Panne")
    assert deed(shown.offers[0]) == DoBySync(OPEN)
    assert facts(page("service", closed="of_the_fleet"))[0].detail == "of_the_fleet"


def test_the_day_has_what_was_asked_most_first_and_nothing_that_nobody_asked():
    shown = page("day", ANSWERS)
    assert [line(row)[:2] for row in facts(shown)][:4] == [
        ("Visites", "31"),
        ("Feuilles imprimées", "20"),
        ("Reçus imprimés", "4"),
        ("Sans réseau", "1 minute"),
    ]
    assert [row.value for row in facts(shown)][4:] == ["17", "4"]


def test_a_day_without_visits_is_zeros():
    shown = page("day", {"day": DayLook(AT.date())}, fitted=frozenset())
    assert [line(row)[1] for row in facts(shown)] == ["0", "0", "0 minute"]


def test_log_lines_are_told_by_time_part_event_and_fields():
    shown = page("logs", ANSWERS)
    first, second = facts(shown)
    assert line(first) == ("sync_failed", "Liaison", "why timeout")
    assert (first.at, first.state, second.state) == (AT, CheckState.WARNING, CheckState.FAILED)
    assert [request(each) for each in shown.offers] == [
        ReadLogs("warning"),
        ReadLogs("error"),
        ReadLogs("info"),
    ]


def test_an_empty_log_and_one_that_cannot_be_read_are_two_things():
    empty, closed = (page("logs", {"logs": LogsLook((), readable=each)}) for each in (True, False))
    assert said(empty.lines[0]) == "Rien à signaler."
    assert said(closed.lines[0]) == "Le journal ne se lit pas. Prévenez le support."


@pytest.mark.parametrize(
    ("key", "stick", "calls"),
    [
        (False, True, []),
        (True, False, [BUNDLE_TO_CENTRAL]),
        (True, True, [BUNDLE_TO_CENTRAL, BUNDLE_TO_STICK]),
    ],
)
def test_a_bundle_goes_where_it_can_and_the_page_says_what_is_missing(key, stick, calls):
    shown = page("bundle", {"about": AboutLook(can_bundle=key, stick=stick)})
    assert [deed(each) for each in shown.offers] == [DoBySync(call) for call in calls]
    assert bool(said(facts(shown)[0].detail)) is not (key and stick)


def test_agents_restart_the_screen_and_technicians_the_machine():
    shown = page("power")
    assert labels(shown.offers, "agent") == ["Redémarrer l’écran"]
    assert labels(shown.offers) == [
        "Redémarrer l’écran",
        "Redémarrer la borne",
        "Éteindre la borne",
    ]
    for offer in shown.offers:
        assert len(question(offer).lines) == 2
