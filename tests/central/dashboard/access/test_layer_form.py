"""The form of a layer: made from the model, and nothing that somebody typed is lost."""

import re
from html import unescape

import pytest
from markupsafe import escape

from tests.central.dashboard.access.configuring import (
    CONTROL,
    HOSTILE,
    PATH,
    READER,
    Two,
    act,
    acts,
    at,
    draft_in,
    drafted,
    save,
    send,
)
from tests.central.dashboard.access.console import ADMINISTRATOR


@pytest.mark.any_store
def test_mistakes_stand_at_their_fields_and_nothing_typed_is_lost(two: Two) -> None:
    typed = {
        "idle_s": "neuf",
        "phone": HOSTILE,
        "notices.0.text.fr": "Fermé \N{RIGHT-TO-LEFT OVERRIDE}",
        "opening_hours.exceptions.4.hours": "8h-12h",
        "sounds": "no",
        "languages": "fr\nen",
    }
    answer = save(two.first, **typed)
    assert answer.status_code == 400
    text = two.first.page
    assert "champs sont à corriger" in text
    for at_field in ("idle_s", "notices.0.shown_from", "opening_hours.exceptions.0.day"):
        assert f'href="#{at_field}"' in text
        assert f'id="{at_field}.wrong"' in text
        (control,) = re.findall(rf'<[a-z]+ id="{re.escape(at_field)}"[^>]*>', text)
        assert 'aria-invalid="true"' in control
    for kept in ('value="neuf"', 'value="8h-12h"', f'value="{escape(HOSTILE)}"', "\nfr\nen<"):
        assert kept in text
    assert '<option value="no" selected>' in text
    assert "<img" not in text
    assert acts(two.console) == []


def test_two_at_one_layer_neither_loses_what_she_wrote(two: Two) -> None:
    act(two.second, drafted(two.first, idle_s="60", phone="1"), "approve", how="now")
    two.first.get(PATH)
    other = drafted(two.second, idle_s="120", phone="2")
    answer = send(two.first, idle_s="90", phone="1", sounds="no")
    assert answer.status_code == 409
    text = two.first.page
    assert f"un autre brouillon ({other})" in text
    assert "Tom" in text
    assert 'name="idle_s" type="number" value="90"' in text
    assert "L’autre personne a écrit" in text
    assert "120\u00a0s" in text
    assert 'name="phone" type="text" value="2"' in text
    assert '<option value="no" selected>' in text
    answer = send(two.first, idle_s="90", phone="2", sounds="no")
    assert answer.status_code == 303
    both = at(two.console, draft_in(answer))
    assert both.content == {"idle_s": 90, "phone": "2", "sounds": False}


@pytest.mark.any_store
def test_a_draft_is_gone_on_with_and_stands_once(two: Two) -> None:
    first = drafted(two.first, idle_s="60")
    path = f"{PATH}?draft={first}"
    assert 'value="60"' in two.first.get(path).text
    second = drafted(two.first, path, idle_s="90")
    assert at(two.console, first).discarded
    assert at(two.console, second).waits
    # One that is taken back is gone on with by nobody: the form begins with what counts.
    assert 'value="60"' not in two.first.get(path).text


@pytest.mark.any_store
def test_more_rows_are_given_without_a_script_and_nothing_is_lost(two: Two) -> None:
    save(two.first, more="notices", phone="36 46", **{"notices.0.text.fr": "Bonjour"})
    assert 'value="36 46"' in two.first.page
    assert 'value="Bonjour"' in two.first.page
    assert 'name="notices.4.text.fr"' in two.first.page
    assert acts(two.console) == []


@pytest.mark.any_store
def test_a_form_that_changes_nothing_is_no_draft(two: Two) -> None:
    assert save(two.first).status_code == 409
    assert "il n’y a pas de brouillon à enregistrer" in two.first.page


@pytest.mark.any_store
def test_inherited_values_are_shown_with_their_layer(two: Two) -> None:
    national = "/configuration/layers/national"
    draft = drafted(two.second, national, idle_s="45")
    other = two.console.add("eva", ADMINISTRATOR).signed_in("192.0.2.9")
    act(other, draft, "approve", how="now")
    text = unescape(two.first.get(PATH).text)
    assert "Sinon, National\u00a0: 45\u00a0s." in text
    assert "réglage d’origine de la borne\u00a0: 20\u00a0s" in text


def test_others_layers_are_as_if_they_were_not_and_a_reader_has_no_form(two: Two) -> None:
    draft = drafted(two.second, "/configuration/layers/agency:0132", idle_s="60")
    for path in (
        "/configuration/layers/agency:0132",
        "/configuration/layers/caisse",
        "/configuration/layers/kiosk:k2",
        "/configuration/layers/kiosk:nobody",
        "/configuration/layers/nothing:x",
        "/configuration/layers/tag:pilote",
        "/configuration/history/agency:0132",
        f"/configuration/drafts/{draft}",
        "/configuration/drafts/99",
        "/configuration/drafts/0",
    ):
        assert two.first.get(path).status_code == 404, path
    assert "0132" not in two.first.get("/configuration").text
    assert two.first.get("/configuration/layers/kiosk:k1").status_code == 200
    own = drafted(two.first, idle_s="60")
    assert act(two.second, own, "approve", how="now") == "approved"
    reader = two.console.add("rea", READER).signed_in("192.0.2.9")
    text = reader.get(PATH).text
    assert 'class="editor"' not in text
    assert "60\u00a0s" in text
    assert "Approuver" not in reader.get(f"/configuration/drafts/{draft}").text
    assert save(reader, idle_s="60").status_code == 403


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("kind", "name", "goes"),
    [
        ("agency", "0131", PATH),
        ("tag", "accès facilité/1", "/configuration/layers/tag:acc%C3%A8s%20facilit%C3%A9%2F1"),
        ("kiosk", "", "/configuration?told=missing"),
        ("national", "x", "/configuration?told=missing"),
        ("//evil", "x", "/configuration?told=missing"),
    ],
)
def test_a_layer_is_opened_by_its_name(two: Two, kind: str, name: str, goes: str) -> None:
    answer = two.second.request("GET", "/configuration/open", params={"kind": kind, "name": name})
    assert answer.headers["location"] == goes
    assert two.second.get(goes).status_code == 200


def test_names_that_others_gave_are_only_text(two: Two) -> None:
    path = "/configuration/layers/tag:%3Cimg%20src=x%3E%00"
    draft = drafted(two.second, path, phone=HOSTILE, withheld="a")
    for page in ("/configuration", path, f"/configuration/drafts/{draft}", "/configuration?q=%00<"):
        answer = two.second.get(page)
        assert answer.status_code == 200, page
        assert "<img" not in answer.text, page


@pytest.mark.any_store
def test_every_control_has_a_label(two: Two) -> None:
    text = two.second.get(PATH).text.split('class="editor"')[-1]
    visible = [
        name for name in CONTROL.findall(text) if name not in ("csrf", "number", "newest", "draft")
    ]
    named = set(re.findall(r'<label for="([^"]+)"', text))
    boxes = set(re.findall(r'<label class="box"><input type="checkbox" name="([^"]+)"', text))
    assert len(visible) > 60
    assert [name for name in visible if name not in named | boxes] == []
    assert len(text.encode()) < 120_000
