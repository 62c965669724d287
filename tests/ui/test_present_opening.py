"""Whether a place is open, and when again, in words."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.faults import Link
from kiosk.domain.states import Attract
from kiosk.ui.present.opening import opening_view
from kiosk.ui.present.view import Help
from shared_runtime.messages.catalogue import Translations
from tests.ui.places import DEMO_PLACE, WEEK
from tests.ui.views import framed, kiosk, view
from wire.opening_hours import OpeningHours

PARIS = ZoneInfo("Europe/Paris")
AWAY = replace(WEEK, exceptions={date(2026, 12, day): () for day in range(1, 32)})
ALWAYS = OpeningHours(*7 * (("00:00-24:00",),))
NOW, TODAY = "Fermé pour le moment", "Fermé aujourd’hui"


@pytest.mark.parametrize(
    ("hours", "now", "french", "english"),
    [
        (WEEK, "2026-11-30T16:59", "Ouvert jusqu’à 17_h_00", "Open until 17:00"),
        (WEEK, "2026-11-30T07:00", f"{NOW}|Ouvre à 8_h_30", "Closed for now|Opens at 8:30"),
        (WEEK, "2026-11-30T12:00", f"{NOW}|Ouvre à 13_h_30", None),
        (WEEK, "2026-11-30T17:00", f"{NOW}|Ouvre demain à 8_h_30", None),
        (WEEK, "2026-11-29T10:00", f"{TODAY}|Ouvre demain à 8_h_30", None),
        (
            WEEK,
            "2026-11-28T10:00",
            f"{TODAY}|Ouvre lundi à 8_h_30",
            "Closed today|Opens on Monday at 8:30",
        ),
        (
            AWAY,
            "2026-12-02T10:00",
            f"{TODAY}|Ouvre vendredi 1er_janvier à 8_h_30",
            "Closed today|Opens on Friday 1_January at 8:30",
        ),
        (
            replace(AWAY, friday=()),
            "2026-12-02T10:00",
            f"{TODAY}|Ouvre lundi 4_janvier à 8_h_30",
            None,
        ),
        (OpeningHours(), "2026-12-02T10:00", TODAY, "Closed today"),
        (ALWAYS, "2026-12-02T10:00", "Ouvert", "Open"),
        (
            OpeningHours(monday=("18:00-24:00",)),
            "2026-11-30T19:00",
            "Ouvert jusqu’à minuit",
            "Open until midnight",
        ),
    ],
)
def test_it_is_said_as_people_say_it(catalogue, hours, now, french, english) -> None:
    for language, said in (("fr", french), ("en", english)):
        at = datetime.fromisoformat(now).replace(tzinfo=PARIS)
        seen = opening_view(hours, at, Translations(catalogue, language))
        label, _, again = (said or "").replace("_", "\u00a0").partition("|")
        assert said is None or (seen.label, seen.detail) == (label, again)


def test_the_help_panel_says_whether_an_agent_is_there(catalogue) -> None:
    place = replace(DEMO_PLACE, opening_hours=WEEK)
    seen = framed(kiosk(Attract()), view(catalogue, place=place, help=Help.AGENT)).help
    where, when, _ = seen.ways
    assert where.label == DEMO_PLACE.agent_where["fr"]
    assert (when.label, when.icon) == ("Fermé aujourd’hui", "clock")


def test_a_kiosk_whose_clock_is_wrong_says_the_hours_in_words_or_not_at_all(catalogue) -> None:
    with_words = DEMO_PLACE.agency_hours, ["person", "clock", "phone"]
    for in_words, icons in (with_words, ({}, ["person", "phone"])):
        place = replace(DEMO_PLACE, opening_hours=WEEK, agency_hours=in_words)
        state = kiosk(Attract(), link=Link.CLOCK_WRONG)
        seen = framed(state, view(catalogue, place=place, help=Help.AGENT)).help
        assert [way.icon for way in seen.ways] == icons
