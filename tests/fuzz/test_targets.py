"""The targets of ``make fuzz`` on what they begin with and on noise, so that it begins green."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS

EVERY = pytest.mark.parametrize("name", TARGETS)


@EVERY
def test_what_it_begins_with_passes(name):
    begun = list(seeds(name))
    assert begun
    for data in begun:
        TARGETS[name](data)


@EVERY
@given(st.data())
@settings(max_examples=60)
def test_a_few_bytes_changed_in_it_pass(name, data):
    seed = bytearray(data.draw(st.sampled_from(list(seeds(name)))))
    for at, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(seed) - 1), st.integers(0, 255)), max_size=6)
    ):
        seed[at] = value
    TARGETS[name](bytes(seed[: data.draw(st.integers(0, len(seed)))] or seed))


@EVERY
@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_noise_passes(name, noise):
    TARGETS[name](noise)
