"""The signer's count: no number twice, whatever happens to the store or the process."""

from pathlib import Path

import pytest

from central.fleet.configuration.version_file import CountDamaged, VersionFile

pytestmark = pytest.mark.any_store


def test_numbers_grow_over_restarts(tmp_path: Path) -> None:
    path = tmp_path / "key.version"
    assert VersionFile(path).take(2, 0) == range(1, 3)
    assert VersionFile(path).take(1, 0) == range(3, 4)
    assert VersionFile(path).take(1, 100) == range(101, 102)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", ["", "twelve", "\x00" * 8])
def test_a_count_that_holds_no_number_is_not_guessed(tmp_path: Path, content: str) -> None:
    path = tmp_path / "key.version"
    path.write_text(content)
    with pytest.raises(CountDamaged):
        VersionFile(path).take(1, 5)


def test_a_write_that_was_cut_short_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "key.version"
    VersionFile(path).take(4, 0)
    path.with_name("key.version.new").write_text("")
    assert VersionFile(path).take(1, 0) == range(5, 6)
