"""What holds for every tool of staff, whatever it has seen."""

import pytest

from kiosk.domain.maintenance.tool import (
    AskFirst,
    DeedHereKind,
    DoBySync,
    DoHere,
    NotSeen,
    Say,
    ToolOffer,
    TypeFirst,
)
from kiosk.maintenance.registry import TOOLS
from shared_runtime.messages.loading import shipped
from tests.maintenance.pages import EVERYTHING, every_offer, facts, page
from tests.maintenance.samples import ANSWERS
from tests.qml.drawings import file_of
from wire.staff_calls.deeds import (
    ENROL,
    NOTE,
    POWER_OFF,
    RESTART_APP,
    RESTART_MACHINE,
)
from wire.staff_calls.table import STAFF_CALLS

EACH = pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.id)


def offers_of(name: str, closed: str = "") -> list[ToolOffer]:
    shown = page(name, ANSWERS, role="technician", closed=closed)
    in_rows = tuple(offer for row in shown.rows for offer in getattr(row, "offers", ()))
    return list(every_offer((*shown.offers, *in_rows)))


def test_the_menu_has_every_tool_once_and_health_first():
    names = [tool.id for tool in TOOLS]
    assert len(set(names)) == len(names) == 14
    assert names[0] == "health"
    assert names[-1] == "power"


@EACH
def test_its_picture_is_drawn(tool):
    assert file_of(tool.picture).exists()


@pytest.mark.parametrize("tool", [each for each in TOOLS if each.looks], ids=lambda tool: tool.id)
@pytest.mark.parametrize("why", NotSeen)
def test_of_what_was_not_seen_nothing_is_shown(tool, why):
    shown = page(tool.id, {look.name: why for look in tool.looks})
    assert (shown.rows, shown.lines) == ((), ()), "the screen says why"


@EACH
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_word_of_it_is_in_the_catalogue(tool, language):
    catalogue = shipped()
    shown = page(tool.id, ANSWERS, role="technician")
    asked: list[Say] = [*shown.lines]
    for row in facts(shown):
        asked += [row.label, row.value, row.detail]
    for offer in every_offer(shown.offers):
        asked += [offer.label, offer.detail or ""]
        if isinstance(offer.leads_to, AskFirst | TypeFirst):
            asked.append(offer.leads_to.question)
    keys = [each.key for each in asked if not isinstance(each, str)]
    # The words of the network are those of whoever looks at it.
    ours = [key for key in keys if not key.startswith("network.")]
    assert [key for key in ours if key not in catalogue.sentences[language]] == []


@EACH
def test_nothing_grave_is_done_at_a_touch(tool):
    shown = page(tool.id, ANSWERS, role="technician")
    grave = {RESTART_APP.name, RESTART_MACHINE.name, POWER_OFF.name, ENROL.name, "close"}
    for offer in shown.offers:
        match offer.leads_to:
            case DoBySync(call):
                assert call.name not in grave
            case DoHere(kind):
                assert kind is not DeedHereKind.PURGE_PRINTS
            case AskFirst(_, options, lines, scanned):
                assert options or scanned
                assert lines, "what will happen is said"


def test_what_needs_a_technician_is_not_shown_to_agents():
    for tool in TOOLS:
        for offer in offers_of(tool.id):
            if isinstance(offer.leads_to, DoBySync):
                assert offer.role == offer.leads_to.call.role


def test_every_deed_that_staff_may_ask_for_is_offered_somewhere():
    done, here = {ENROL.name}, set()  # what is typed first makes its deed later
    for closed in ("", "technical"):
        for tool in TOOLS:
            for offer in offers_of(tool.id, closed):
                if isinstance(offer.leads_to, DoBySync):
                    done.add(offer.leads_to.call.name)
                if isinstance(offer.leads_to, DoHere):
                    here.add(offer.leads_to.kind)
    asked = {call.name for call in STAFF_CALLS.values() if call.deed is not None}
    assert done == asked - {NOTE.name, "leave"}, "a note is written for what is done here"
    assert here == set(DeedHereKind)


def test_what_is_not_fitted_has_no_tool():
    assert {tool.needs for tool in TOOLS} - {""} <= EVERYTHING
