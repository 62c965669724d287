"""What a kiosk is told is what its narrowest layer says, and everything shows where it is from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.fleet.configuration.layers import (
    ConfigurationLayer,
    KioskGroups,
    content_of,
    merged,
)

NATIONAL, CAISSE, LYON, PILOT, KIOSK = map(
    ConfigurationLayer.parse, ("national", "caisse", "agency:lyon", "tag:pilot", "kiosk:borne-07")
)
contents = st.fixed_dictionaries(
    {},
    optional={
        "phone": st.sampled_from(["36 46", "09 74"]),
        "agent_where": st.sampled_from([{"fr": "Là."}, {"fr": "Ici.", "en": "Here."}]),
        "levels": st.dictionaries(st.sampled_from(["ij", "attestation"]), st.sampled_from("CL")),
    },
)


@pytest.mark.parametrize("text", ["national", "caisse", "agency:lyon", "tag:a b", "kiosk:borne:7"])
def test_a_layer_is_written_as_it_is_read(text: str) -> None:
    assert str(ConfigurationLayer.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "region:idf", "national:fr", "agency", "agency:", "kiosk:" + "x" * 65]
)
def test_what_names_no_layer_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        ConfigurationLayer.parse(text)


def test_the_layers_of_a_kiosk_from_the_widest() -> None:
    groups = KioskGroups("borne-07", "lyon", ("pilot", "blind-friendly"))
    assert [str(each) for each in groups.layers] == [
        "national",
        "caisse",
        "agency:lyon",
        "tag:blind-friendly",
        "tag:pilot",
        "kiosk:borne-07",
    ]
    assert KioskGroups("x").layers == (NATIONAL, CAISSE, ConfigurationLayer.parse("kiosk:x"))


def test_the_narrowest_layer_that_speaks_of_it_counts_and_is_named() -> None:
    values = merged(
        [
            (NATIONAL, {"phone": "36 46", "sounds": True}),
            (LYON, {"phone": "04 00"}),
            (KIOSK, {"sounds": False}),
        ]
    )
    assert {each.name: (each.value, each.layer) for each in values} == {
        "phone": ("04 00", LYON),
        "sounds": (False, KIOSK),
    }


def test_a_text_comes_whole_from_one_layer() -> None:
    said = merged(
        [
            (CAISSE, {"agent_where": {"fr": "Là.", "en": "There."}}),
            (LYON, {"agent_where": {"fr": "Ici."}}),
        ]
    )
    assert content_of(said) == {"agent_where": {"fr": "Ici."}}


def test_levels_add_up_service_by_service() -> None:
    said = merged(
        [(NATIONAL, {"levels": {"ij": "L", "attestation": "C"}}), (PILOT, {"levels": {"ij": "C"}})]
    )
    assert [(each.name, str(each.layer)) for each in said] == [
        ("levels.attestation", "national"),
        ("levels.ij", "tag:pilot"),
    ]
    assert content_of(said) == {"levels": {"ij": "C", "attestation": "C"}}


@given(st.lists(contents, max_size=5))
def test_whatever_layers_say_each_value_is_that_of_the_last_that_says_it(all_said) -> None:
    layers = (NATIONAL, CAISSE, LYON, PILOT, KIOSK)
    said = list(zip(layers, all_said, strict=False))
    for value in merged(said):
        field, _, key = value.name.partition(".")
        speaking = [
            (layer, content[field][key] if key else content[field])
            for layer, content in said
            if field in content and (not key or key in content[field])
        ]
        assert (value.layer, value.value) == speaking[-1]
    assert set(content_of(merged(said))) == {
        name for _, content in said for name, each in content.items() if each != {}
    }
