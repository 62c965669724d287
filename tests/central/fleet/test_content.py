"""What somebody writes for kiosks: mistakes by name, changes in words, secrets in neither."""

import pytest

from central.fleet.configuration.content import WrongContent, checked, differences, kept

VERIFIER = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g"
STAFF = [{"staff": "a-17", "role": "agent", "verifier": VERIFIER}]


def test_every_mistake_is_named_at_once_and_none_quoted() -> None:
    with pytest.raises(WrongContent) as caught:
        checked({"phone": "", "sound_volume": 101, "staff": [{"staff": "x", "verifier": "1234"}]})
    said = "\n".join(caught.value.mistakes)
    assert {line.split(":")[0] for line in said.splitlines()} == {
        "phone",
        "sound_volume",
        "staff.0.role",
        "staff.0.verifier",
    }
    assert "1234" not in said


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ({"fone": "36 46"}, "fone"),
        ({"logo": {"form": "none", "colour": "red"}}, "logo.colour"),
        ({"staff": [{**STAFF[0], "pin": "1234"}]}, "staff.0.pin"),
    ],
)
def test_a_mistyped_name_is_a_mistake_here_though_a_kiosk_passes_over_it(written, name) -> None:
    with pytest.raises(WrongContent) as caught:
        checked(written)
    assert caught.value.mistakes == (f"{name}: no such field",)


def test_changes_are_told_in_words() -> None:
    before = {"phone": "36 46", "sounds": True, "levels": {"ij": "L"}}
    after = {"phone": "09 74", "sounds": True, "agency_name": "Lyon"}
    assert list(differences(before, after)) == [
        "agency_name: is said from now on: “Lyon”",
        'levels: is no longer said here; it was {"ij": "L"}',
        "phone: “36 46” becomes “09 74”",
    ]
    assert list(differences(after, after)) == []


def test_neither_verifier_nor_picture_is_shown() -> None:
    logo = {"form": "svg", "picture": "PHN2Zz4="}
    told = list(
        differences({"staff": STAFF}, {"staff": [{**STAFF[0], "staff": "b"}], "logo": logo})
    )
    assert told == [
        "logo: is said from now on: a picture (svg, 6 bytes)",
        "staff: 1 people becomes 1 people (others than before)",
    ]


def test_it_is_kept_in_one_form() -> None:
    assert kept({"b": 1, "a": "é"}) == '{"a":"é","b":1}'
