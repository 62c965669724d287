"""From a layer to its form and back, and each mistake at its own control."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from central.dashboard.editor.reading import FilledForm, read_form
from central.dashboard.editor.values import compacted, filled_in
from central.fleet.configuration.content import checked

PARIS = ZoneInfo("Europe/Paris")
VERIFIER = "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g"
PICTURE = {"form": "svg", "picture": "PHN2Zy8+"}
WHOLE = checked(
    {
        "caisse_name": "Caisse d’ici",
        "agency_name": "<b>Hall</b>",
        "address": {"street": "1 rue de l’Exemple", "postcode": "75012", "town": "Paris"},
        "coordinates": {"latitude": "48.853", "longitude": "-2.3"},
        "opening_hours": {
            "monday": ["08:30-12:00", "13:30-17:00"],
            "exceptions": {"2026-12-25": [], "2026-12-24": ["08:30-12:00"]},
        },
        "public": False,
        "logo": PICTURE,
        "colours": {"primary": "#0c419a", "pressed": "#07275c", "accent": "#b41567"},
        "phone_hours": {"fr": "Le matin", "en": "Mornings", "ar": "صباحا", "pt-BR": "Manhãs: sim"},
        "languages": ["fr", "en"],
        "levels": {"ceam": "L", "ij": "C"},
        "withheld": [],
        "tray_side": "below",
        "sounds": True,
        "sound_volume": 0,
        "idle_s": 60,
        "notices": [
            {
                "id": "noel",
                "text": {"fr": "Fermé à Noël"},
                "shown_from": "2026-12-20T07:00:00Z",
                "shown_until": "2026-12-26T23:00:00Z",
            }
        ],
        "staff_cards": [
            {"family": "agence", "atr": "3b8180018080", "read_from": "serial", "length": 7},
            {"family": "cpam", "atr": "3b6700", "read_from": "file", "path": ["3f00", "0001"]},
        ],
        "staff": [{"staff": "a1", "role": "agent", "verifier": VERIFIER}],
    }
)
pytestmark = pytest.mark.any_store


def sent(changed: dict[str, str], former: Mapping[str, Any] = WHOLE) -> FilledForm:
    """The form of that layer with these controls otherwise."""
    values = compacted(filled_in(former, PARIS) | changed)
    return read_form(values, former, PARIS)


def test_what_nobody_changes_comes_back_as_it_was() -> None:
    assert sent({}) == FilledForm(WHOLE, {})
    for empty in ("opening_hours", "notices", "withheld", "most_asked"):
        content = checked({empty: {} if empty == "opening_hours" else []})
        assert sent({}, content) == FilledForm(content, {})
    assert sent({}, {}) == FilledForm({}, {})


def test_people_and_picture_are_kept_though_no_form_carries_them() -> None:
    values = filled_in(WHOLE, PARIS)
    assert VERIFIER not in str(values)
    assert PICTURE["picture"] not in str(values)
    assert sent({}).content["staff"] == WHOLE["staff"]
    assert sent({"logo": "none"}).content["logo"] == {"form": "none", "picture": ""}
    assert "logo" not in sent({"logo": ""}).content
    # Where there is none to keep, that of another layer is not made up.
    assert "logo" not in sent({"logo": "keep"}, {}).content


@pytest.mark.parametrize(
    ("control", "text", "field", "value"),
    [
        ("idle_s", "", "idle_s", None),
        ("idle_s", " 1 20 ", "idle_s", 120),
        ("sounds", "", "sounds", None),
        ("sounds", "no", "sounds", False),
        ("withheld", "ceam\n\n ij ", "withheld", "both"),
        ("levels", "ceam : C", "levels", {"ceam": "C"}),
        ("notices.drop", "yes", "notices", None),
        ("opening_hours.drop", "yes", "opening_hours", None),
        ("phone_hours.others", "", "phone_hours", {"en": "Mornings", "fr": "Le matin"}),
    ],
)
def test_a_control_says_what_the_layer_says(control, text, field, value) -> None:
    found = sent({control: text})
    if value == "both":
        assert found.mistakes == {field: "both"}
    else:
        assert found.mistakes == {}
        assert found.content.get(field) == value


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("8h30-12h, 13h30–17h00", ["08:30-12:00", "13:30-17:00"]),
        ("8:30 - 12:00 ; 14 h - 18 h", ["08:30-12:00", "14:00-18:00"]),
        ("fermé", []),
        ("00:00-24:00", ["00:00-24:00"]),
    ],
)
def test_hours_are_read_as_people_write_them(written: str, read: list[str]) -> None:
    assert sent({"opening_hours.tuesday": written}).content["opening_hours"]["tuesday"] == read


@pytest.mark.parametrize(
    ("control", "text", "word"),
    [
        ("idle_s", "10", "value"),
        ("idle_s", "beaucoup", "value"),
        ("idle_s", "9" * 40, "value"),
        ("caisse_name", "x" * 121, "value"),
        ("address.postcode", "7501", "value"),
        ("address.town", "", "value"),
        ("coordinates.latitude", "91", "value"),
        ("colours.primary", "#ffffff", "value"),
        ("opening_hours.monday", "17:00-08:00", "value"),
        ("opening_hours.monday", "08:00-12:00, 11:00-13:00", "value"),
        ("opening_hours.exceptions.0.hours", "tôt", "value"),
        ("opening_hours.exceptions.2.hours", "08:00-12:00", "day"),
        ("opening_hours.exceptions.1.day", "2026-12-24", "twice"),
        ("phone_hours.fr", "", "value"),
        ("phone_hours.others", "صباحا", "lines"),
        ("phone_hours.others", "AR: x", "value"),
        ("languages", "fr\nfr", "value"),
        ("levels", "ceam", "lines"),
        ("levels", "ceam: X", "value"),
        ("tray_side", "above", "value"),
        ("timezone", "../../etc", "value"),
        ("notices.0.shown_from", "demain", "value"),
        ("notices.0.shown_until", "", "value"),
        ("notices.0.shown_from", "0001-01-01T00:00", "value"),
        ("notices.0.id", "Noël", "value"),
        ("notices.0.text.en", "x" * 121, "value"),
        ("notices.none", "yes", "both"),
    ],
)
def test_a_mistake_is_shown_at_its_control(control: str, text: str, word: str) -> None:
    found = sent({control: text})
    at = control.replace("exceptions.2.hours", "exceptions.2.day").removesuffix(".none")
    assert found.mistakes == {at: word}


def test_all_mistakes_are_named_at_once() -> None:
    found = sent({"idle_s": "x", "sound_volume": "101", "notices.1.text.fr": "Sans dates"})
    assert set(found.mistakes) == {
        "idle_s", "sound_volume", "notices.1.shown_from", "notices.1.shown_until",
    }  # fmt: skip


def test_a_message_without_a_mark_is_given_one_that_is_free() -> None:
    more = {
        f"notices.{row}.{part}": text
        for row in (3, 7)
        for part, text in (
            ("text.fr", f"Message {row}"),
            ("shown_from", "2026-12-01T08:00"),
            ("shown_until", "2026-12-02T08:00"),
        )
    }
    found = sent({**more, "notices.0.id": "message-1", "notices.5.text.fr": " "})
    assert found.mistakes == {}
    assert [each["id"] for each in found.content["notices"]] == [
        "message-1", "message-2", "message-3",
    ]  # fmt: skip
    assert found.content["notices"][1]["shown_from"] == "2026-12-01T07:00:00Z"


def test_what_is_no_control_is_passed_over() -> None:
    assert sent({"notices.99999.text.fr": "x", "idle_s.x": "y"}).content == WHOLE


def test_a_badge_is_written_as_readers_show_it_and_wrong_ones_are_told_where() -> None:
    assert sent({"staff_cards.0.atr": "3B 81 80 01 80 80"}) == FilledForm(WHOLE, {})
    no_badge = {"staff_cards.0.atr": "3b75", "staff_cards.1.path": "", "staff_cards.0.length": "1"}
    assert sent(no_badge).mistakes == {
        "staff_cards.0.atr": "value",
        "staff_cards.0.length": "value",
        "staff_cards.1.read_from": "value",
    }
