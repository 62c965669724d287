"""Keys of a month for bodies: made once, read by all, thrown away for good."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from central.crypto.body_keys import (
    BodyKey,
    BodyKeyErased,
    BodyKeyMissing,
    BodyKeys,
    BodyKeysUnusable,
)
from central.runtime.chance import SystemChance
from tests.central.world import MORNING
from wire.sealing import SealBroken

CHANCE = SystemChance()


@pytest.fixture
def keys(tmp_path: Path) -> BodyKeys:
    return BodyKeys(tmp_path, CHANCE)


def test_a_month_has_one_key_and_the_next_one_another(keys: BodyKeys) -> None:
    november = keys.of_month(MORNING)
    assert keys.of_month(MORNING) == november
    december = keys.of_month(datetime(2026, 12, 1, tzinfo=UTC))
    assert (november.month, december.month) == ("2026-11", "2026-12")
    assert (november.ends_at, december.ends_at) == (
        datetime(2026, 12, 1, tzinfo=UTC),
        datetime(2027, 1, 1, tzinfo=UTC),
    )
    assert keys.all() == (november, december)
    sealed = november.seal(CHANCE, "context", b"what")
    found = BodyKeys(keys.folder, CHANCE).find(november.id)
    assert isinstance(found, BodyKey)
    assert found.unseal("context", sealed) == b"what"
    with pytest.raises(SealBroken):
        december.unseal("context", sealed)


def test_of_many_who_make_it_at_once_one_wins(keys: BodyKeys) -> None:
    with ThreadPoolExecutor(16) as pool:
        made = set(pool.map(lambda _: keys.of_month(MORNING).id, range(64)))
    assert len(made) == 1
    assert [path.name for path in keys.folder.iterdir()] == ["2026-11.key"]


def test_it_is_for_its_owner_alone(keys: BodyKeys) -> None:
    former = os.umask(0)
    try:
        keys.of_month(MORNING)
    finally:
        os.umask(former)
    assert (keys.folder / "2026-11.key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_thrown_away_is_overwritten_and_leaves_its_name(keys: BodyKeys) -> None:
    key, path = keys.of_month(MORNING), keys.folder / "2026-11.key"
    with path.open("rb") as held:
        keys.erase(key)
        assert key.secret.hex().encode() not in held.read()
    assert not path.exists()
    assert keys.find(key.id) == BodyKeyErased()
    assert keys.find("2026-11-00000000") == BodyKeyMissing()
    assert keys.of_month(MORNING).id != key.id
    assert keys.find(key.id) == BodyKeyErased()


def test_several_who_throw_it_away_at_once_are_all_content(keys: BodyKeys) -> None:
    key = keys.of_month(MORNING)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(keys.erase, [key] * 8))
    assert keys.all() == ()
    assert keys.find(key.id) == BodyKeyErased()


@pytest.mark.parametrize("name", ["", "x", "../../etc-00000000", "2026-13-00000000"])
def test_what_is_no_id_is_no_key(keys: BodyKeys, name: str) -> None:
    assert keys.find(name) == BodyKeyMissing()


def test_a_kill_between_making_a_file_and_its_name_costs_nothing(keys: BodyKeys) -> None:
    (keys.folder / ".2026-11.0011223344556677").write_text("half")
    assert keys.all() == ()
    assert keys.of_month(MORNING).month == "2026-11"


def test_a_kill_between_making_a_key_and_its_first_use_leaves_it_for_the_next(
    keys: BodyKeys,
) -> None:
    made = keys.of_month(MORNING)
    assert BodyKeys(keys.folder, CHANCE).of_month(MORNING) == made


def test_a_kill_while_it_is_thrown_away_is_made_good_the_next_time(keys: BodyKeys) -> None:
    key = keys.of_month(MORNING)
    (keys.folder / f"{key.id}.erased").touch()
    (keys.folder / "2026-11.key").write_text("ab" * 32 + "\n")
    assert keys.find(key.id) == BodyKeyErased()
    (left,) = keys.all()
    keys.erase(left)
    assert keys.all() == ()
    assert keys.find(key.id) == BodyKeyErased()


@pytest.mark.parametrize("text", ["", "ab" * 16, "x" * 64])
def test_a_damaged_file_is_named_and_not_replaced(keys: BodyKeys, text: str) -> None:
    (keys.folder / "2026-11.key").write_text(text)
    with pytest.raises(BodyKeysUnusable, match=r"2026-11\.key is damaged"):
        keys.of_month(MORNING)
    assert (keys.folder / "2026-11.key").read_text() == text


def test_a_folder_that_is_missing_is_named_and_not_made(tmp_path: Path) -> None:
    keys = BodyKeys(tmp_path / "none", CHANCE)
    for act in (lambda: keys.of_month(MORNING), keys.all, keys.require_usable):
        with pytest.raises(BodyKeysUnusable, match="No such file"):
            act()
    with pytest.raises(BodyKeysUnusable, match="No such file"):
        keys.find("2026-11-00000000")
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere; run as another account")
def test_a_folder_that_cannot_be_written_is_named(keys: BodyKeys) -> None:
    keys.folder.chmod(0o500)
    with pytest.raises(BodyKeysUnusable, match="cannot be written"):
        keys.require_usable()
