"""What the fleet may tell a kiosk: limits at the border; what is not said is not there."""

import pytest

from wire.codec import Malformed, codec_of
from wire.configuration import KioskConfiguration

CONFIGURATION = codec_of(KioskConfiguration)
VERIFIER = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g"
MEMBER = {"staff": "a-17", "role": "agent", "verifier": VERIFIER}
COLOURS = {"primary": "#0c419a", "pressed": "#07275c", "accent": "#b41567"}
NOTICE = {
    "id": "closed-friday",
    "text": {"fr": "Fermé vendredi."},
    "shown_from": "2026-12-01T00:00:00Z",
    "shown_until": "2026-12-05T00:00:00Z",
}


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"phone": "36 46", "phone_hours": {"fr": "De 8 h à 17 h.", "en": "8 to 5."}},
        {"logo": {"form": "svg", "picture": "PHN2Zz4="}},
        {"logo": {"form": "none"}},
        {"colours": COLOURS},
        {"levels": {"attestation_de_droits": "L"}, "withheld": ["ij"], "most_asked": []},
        {"staff": [{"staff": "a-17", "role": "agent", "verifier": VERIFIER}]},
        {"staff": [MEMBER | {"pepper": "0" * 16, "badge": "0" * 64, "totp": "c2VhbGVk"}]},
        {"notices": [NOTICE], "idle_s": 60, "idle_warning_s": 20},
    ],
)
def test_what_is_said_is_read_and_nothing_else_is_there(said) -> None:
    read = CONFIGURATION.of_plain(said)
    assert set(CONFIGURATION.plain(read)) == set(said)


def test_an_older_kiosk_passes_over_what_a_newer_central_says_besides() -> None:
    assert CONFIGURATION.of_plain({"phone": "36 46", "hologram": True}).phone == "36 46"


@pytest.mark.parametrize(
    "said",
    [
        {"phone": ""},
        {"phone": "3" * 121},
        {"phone_hours": {"en": "8 to 5."}},
        {"phone_hours": {"fr": "x", "not a tag": "y"}},
        {"logo": {"form": "png", "picture": "PHN2Zz4="}},
        {"logo": {"form": "none", "picture": "PHN2Zz4="}},
        {"logo": {"form": "svg", "picture": "PHN2Zz4=" * 20_000}},
        {"colours": COLOURS | {"primary": "#ffff00"}},
        {"colours": {"primary": "#0c419a"}},
        {"levels": {"ij": "O"}},
        {"withheld": ["ij", "ij"]},
        {"most_asked": ["a", "b", "c", "d", "e"]},
        {"printer": "a queue"},
        {"timezone": "../../etc/passwd"},
        {"sound_volume": 101},
        {"idle_warning_s": 19},
        {"staff": [{"staff": "a-17", "role": "agent", "verifier": "1234"}]},
        {"staff": [{"staff": "a-17", "role": "root", "verifier": VERIFIER}]},
        {"staff": [MEMBER | {"pepper": "0"}]},
        {"staff": [MEMBER | {"badge": "00a1b2c3"}]},
        {"staff": [MEMBER | {"totp": "c2VhbGVk" * 40}]},
        {"notices": [NOTICE | {"shown_from": "yesterday"}]},
    ],
)
def test_what_a_kiosk_could_not_use_is_refused(said) -> None:
    with pytest.raises(Malformed):
        CONFIGURATION.of_plain(said)


def test_a_line_that_turns_the_direction_of_writing_is_plain() -> None:
    assert CONFIGURATION.of_plain({"caisse_name": "CPAM\u202e de Paris\n"}).caisse_name == (
        "CPAM de Paris "
    )


def test_a_verifier_does_not_print_itself() -> None:
    said = {"staff": [{"staff": "a-17", "role": "agent", "verifier": VERIFIER}]}
    assert "argon2id" not in repr(CONFIGURATION.of_plain(said))
