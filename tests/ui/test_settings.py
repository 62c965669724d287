"""What a person sets, opens or reveals lasts as long as they do; what the caisse brings stays."""

from dataclasses import fields, replace

import pytest

from kiosk.domain import timeouts
from kiosk.domain.card import Mute
from kiosk.domain.place import NOWHERE, Colours
from kiosk.services.registry import registry
from kiosk.ui.preferences import Preferences
from kiosk.ui.screen_state import LOOK_AT_CLOCK_S
from tests.demarches import READ_CARD
from tests.ui.places import DEMO_PLACE
from tests.ui.visitor import CAMILLE, Visitor


def test_settings_last_for_the_visit_and_no_longer(visitor):
    visitor.touch("setLanguage", "en")
    visitor.touch("toggleLargeText")
    visitor.touch("toggleContrast")
    visitor.touch("toggleLowMode")
    visitor.insert()
    names = ("largeText", "highContrast", "lowMode")
    assert [visitor.app.property(name) for name in names] == [True, True, True]
    visitor.touch("end")
    assert visitor.app.property("language") == "en"
    visitor.pull_out()
    assert visitor.app.property("language") == "fr"
    assert [visitor.app.property(name) for name in names] == [False, False, False]


def test_settings_left_on_the_attract_screen_go_after_a_minute(visitor):
    visitor.touch("setLanguage", "en")
    visitor.touch("openHelp")
    visitor.clock.seconds += timeouts.IDLE_S - 1
    visitor.app.passTime()
    assert visitor.app.property("language") == "en"
    visitor.clock.seconds += 1
    visitor.app.passTime()
    assert visitor.app.property("language") == "fr"
    assert not visitor.app.help.open


def test_settings_do_not_go_while_somebody_is_served(visitor):
    visitor.insert()
    visitor.touch("setLanguage", "en")
    visitor.clock.seconds += 2 * timeouts.IDLE_S
    visitor.app.passTime()
    assert visitor.app.property("language") == "en"


def test_a_language_that_is_not_offered_is_ignored(visitor):
    visitor.touch("setLanguage", "tlh")
    assert visitor.app.property("language") == "fr"


def test_the_help_panel_closes_with_its_screen(visitor):
    visitor.touch("openHelp")
    assert visitor.app.help.title == "Pour parler à un agent"
    visitor.insert_card(Mute())
    assert not visitor.app.help.open
    visitor.touch("openHelp")
    assert visitor.app.help.open
    visitor.touch("closeHelp")
    assert not visitor.app.help.open


def test_a_hidden_number_shows_for_ten_seconds(visitor):
    visitor.to_card_facts()

    def number() -> str:
        return str(visitor.rows("facts")[2].value)

    masked = number()
    assert "•" in masked
    visitor.touch("reveal")
    assert number() == CAMILLE.nir.spaced
    assert not visitor.shown("canReveal")
    visitor.clock.seconds += timeouts.REVEAL_S
    visitor.app.passTime()
    assert number() == masked
    assert visitor.shown("canReveal")


def test_the_clock_in_the_header_goes_on(visitor):
    assert visitor.header("clockText") == "10:24"
    visitor.clock.seconds += 60
    visitor.app.passTime()
    assert visitor.header("clockText") == "10:25"


def test_the_screen_wakes_up_for_the_next_thing_that_changes(visitor):
    """The timer is armed for the minute, the countdown's second or the end of what is shown, and
    for a look at the wall clock."""
    screen_state = visitor.app._screen_state
    visitor.clock.seconds = 15
    assert screen_state.changes_in_s() == pytest.approx(LOOK_AT_CLOCK_S)
    visitor.clock.seconds = 59.5
    assert screen_state.changes_in_s() == pytest.approx(0.5)
    visitor.clock.seconds = 65
    visitor.insert()
    visitor.alarm()
    visitor.clock.seconds += 0.25
    assert screen_state.changes_in_s() == pytest.approx(0.75)
    visitor.touch("stillHere")
    visitor.opens(READ_CARD)
    visitor.clock.seconds = 75
    visitor.screen.reveal()
    visitor.clock.seconds += timeouts.REVEAL_S - 0.5
    assert screen_state.changes_in_s() == pytest.approx(0.5)


def test_a_caisse_brings_its_own_colours_and_logo(qapp, catalogue, tmp_path):
    place = replace(
        DEMO_PLACE,
        colours=Colours("#112233", "#000011", "#aa0000"),
        logo=str(tmp_path / "logo.svg"),
        languages=("fr",),
    )
    visitor = Visitor(catalogue, place)
    assert visitor.app.property("brandPrimary").name() == "#112233"
    assert visitor.app.property("logoSource").isLocalFile()
    assert list(visitor.app.property("languages")) == ["fr"]
    visitor.leave()


def test_without_own_colours_the_house_ones_stay(visitor):
    assert visitor.app.property("brandPrimary").alpha() == 0
    assert visitor.app.property("logoSource").isEmpty()


def test_a_caisse_may_want_the_drawings_still(qapp, catalogue):
    still = Visitor(catalogue, replace(DEMO_PLACE, reduced_motion=True))
    assert still.app.property("reducedMotion")
    still.leave()


def test_drawings_move_by_default(visitor):
    assert not visitor.app.property("reducedMotion")


def test_preferences_can_be_set_as_a_whole(visitor):
    visitor.app.set_preferences(Preferences("en", large_text=True))
    assert visitor.app.property("language") == "en"
    assert visitor.app.property("largeText")


def test_the_place_may_be_known_after_the_first_frame(qapp, catalogue, qtbot):
    visitor = Visitor(catalogue, replace(NOWHERE, languages=("fr", "en")))
    assert visitor.header("agencyLine") == ""
    visitor.touch("setLanguage", "en")
    with qtbot.waitSignals([visitor.app.placeChanged, visitor.app.languageChanged]):
        visitor.app.settle(registry({}), DEMO_PLACE)
    assert visitor.header("agencyLine") == "Agence du Centre · borne 07"
    assert visitor.app.screen_kind == "attract"
    visitor.leave()


def test_a_forgotten_card_is_called_for(visitor, qtbot):
    visitor.insert()
    visitor.touch("end")
    with qtbot.waitSignal(visitor.app.reminded):
        visitor.app.remind()


def test_the_end_of_a_session_forgets_what_was_typed(visitor):
    visitor.to_code()
    visitor.touch("typeCharacter", "1")
    visitor.app.forget()
    assert visitor.shown("typed") == 0


def _press_end(visitor: Visitor) -> None:
    visitor.touch("end")
    visitor.pull_out()


def _say_nothing(visitor: Visitor) -> None:
    visitor.alarm()
    visitor.alarm()
    visitor.pull_out()


@pytest.mark.parametrize("end", [_press_end, Visitor.pull_out, _say_nothing])
def test_the_next_person_finds_every_setting_as_it_was(visitor, end):
    """Every one there is, so that a setting that comes later is not forgotten here."""
    as_it_was = Preferences("fr")
    other = Preferences(
        "en",
        **{each.name: True for each in fields(Preferences) if each.name != "language"},
    )
    visitor.insert(CAMILLE)
    visitor.app.set_preferences(other)
    assert visitor.app._seen == other
    end(visitor)
    assert visitor.kind == "attract"
    assert visitor.app._seen == as_it_was
