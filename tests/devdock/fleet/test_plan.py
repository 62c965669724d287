import pytest

from devdock.fleet.plan import NoSuchFault, faults_in, troubled


def test_faults_are_named_with_commas_between_them() -> None:
    assert faults_in("silent, herd,clock") == (["silent", "clock"], True)
    assert faults_in("") == ([], False)


def test_a_fault_that_there_is_not_is_named_with_those_that_there_are() -> None:
    with pytest.raises(NoSuchFault, match="no such fault: noisy; there are: silent"):
        faults_in("silent,noisy")


def test_one_in_a_hundred_has_each_trouble_and_one_at_least() -> None:
    many = troubled(1_000, ["silent", "clock"])
    assert sorted(many.values()).count("silent") == sorted(many.values()).count("clock") == 10
    assert set(troubled(3, ["silent", "clock"]).values()) == {"silent", "clock"}
    assert len(troubled(1, ["silent", "clock"])) == 1
