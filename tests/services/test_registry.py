"""What a démarche declares is all that the kiosk needs of it."""

from dataclasses import replace

import pytest

from kiosk import services
from kiosk.domain.actions import HandOver, Issue, Read, Submit
from kiosk.domain.services import Demarche, Group, Level
from kiosk.services.registry import DEFAULT_LEVELS, DEMARCHES, registry
from kiosk.ui.present import icons
from tests.domain.kiosk import Kiosk
from tests.domain.next_answer import begun, on_the_way
from wire.calls import session
from wire.calls.call import Call
from wire.calls.table import CALLS
from wire.demandes.kinds import KINDS
from wire.discovery import declared

LOGGING_IN = {each.name for each in vars(session).values() if isinstance(each, Call)}

by_id = pytest.mark.parametrize("demarche", DEMARCHES, ids=lambda each: each.id)


def test_whatever_is_declared_is_offered_once_in_the_order_of_the_home_screen() -> None:
    assert {each.id: each for each in DEMARCHES} == {
        each.id: each for each in declared(services, Demarche)
    }
    groups = [list(Group).index(each.group) for each in DEMARCHES]
    assert groups == sorted(groups)
    assert list(registry({}).services) == [each.id for each in DEMARCHES]


def test_no_two_of_a_group_stand_at_the_same_place() -> None:
    places = [(each.group, not each.often, each.rank) for each in DEMARCHES]
    assert len(set(places)) == len(places)


@by_id
def test_each_stands_in_for_one_that_is_offered(demarche: Demarche) -> None:
    assert demarche.instead is None or demarche.instead in registry({}).services


@by_id
def test_each_comes_to_its_end_and_needs_what_it_says(demarche: Demarche) -> None:
    kiosk = begun(demarche, Kiosk(registry({})))
    assert kiosk.state == "InService"
    steps = list(on_the_way(kiosk))
    assert kiosk.state == "Home"
    own = [type(step) for step in steps if isinstance(step, Read | Issue | Submit | HandOver)]
    assert (Submit in own) == demarche.queued
    assert demarche.needs_central or Issue not in own
    assert demarche.needs_paper == (HandOver in own and not demarche.queued)


@by_id
def test_each_names_what_central_must_serve_for_it(demarche: Demarche) -> None:
    """Or its tile would stand there where the caisse has not got it."""
    steps = on_the_way(begun(demarche, Kiosk(registry({}))))
    asked = {step.call.name for step in steps if isinstance(step, Read | Issue)}
    if demarche.needs_central:
        assert asked - LOGGING_IN == demarche.calls


@by_id
def test_a_level_is_chosen_for_what_is_about_a_person_alone(demarche: Demarche) -> None:
    assert (demarche.id in DEFAULT_LEVELS) == (demarche.level is not Level.OPEN)


@by_id
def test_a_code_needs_central_but_where_something_is_recorded_without(demarche: Demarche) -> None:
    if demarche.about_a_person:
        coded = registry({demarche.id: Level.CODE}).services[demarche.id]
        assert coded.needs_central != coded.queued
        assert registry({demarche.id: Level.CARD}).services[demarche.id] == replace(
            demarche, level=Level.CARD
        )


@by_id
def test_each_has_the_pictures_that_it_names(demarche: Demarche) -> None:
    every = registry({})
    for key, drawing in demarche.pictures.screens.items():
        assert icons.for_screen(f"{key}.title", every) == drawing
    for key, icon in demarche.pictures.options.items():
        assert icons.for_option(key, every) == icon
    for key, drawing in demarche.pictures.choices.items():
        assert icons.for_choice(key, every) == drawing


def test_no_two_draw_the_same_screen() -> None:
    keys = [
        key
        for each in DEMARCHES
        for names in (each.pictures.screens, each.pictures.options)
        for key in names
    ]
    every = [*keys, *icons._DRAWINGS, *icons._OPTIONS]
    assert len(set(every)) == len(every)


def test_between_them_they_use_every_call_and_every_kind() -> None:
    calls, kinds = set(), set()
    for demarche in DEMARCHES:
        for step in on_the_way(begun(demarche, Kiosk(registry({})))):
            match step:
                case Read(call=call) | Issue(call=call):
                    calls.add(call.name)
                case Submit(demande=demande):
                    kinds.add(demande.kind)
    assert calls == {*CALLS} - {"code", "provisional_code"}
    assert kinds == {*KINDS}
