"""Where memory may be written to, by what the kernel shows of it."""

from pathlib import Path

import pytest

from kiosk.doctor.probes.swap import plain_swap

HEAD = "Filename Type Size Used Priority\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for each in ("proc", "sys/class/block", "sys/dev/block"):
        (tmp_path / each).mkdir(parents=True)
    return tmp_path


def swaps(root: Path, *places: str) -> None:
    lines = "".join(f"{each} partition 1048572 0 -2\n" for each in places)
    (root / "proc/swaps").write_text(HEAD + lines)


def block(root: Path, name: str, uuid: str | None = None, *below: str) -> None:
    folder = root / "sys/class/block" / name
    (folder / "slaves").mkdir(parents=True)
    if uuid is not None:
        (folder / "dm").mkdir()
        (folder / "dm" / "uuid").write_text(uuid + "\n")
    for each in below:
        (folder / "slaves" / each).symlink_to(root / "sys/class/block" / each)


def test_none_is_none(root: Path) -> None:
    assert plain_swap(root) is None
    swaps(root)
    assert plain_swap(root) == ()


def test_a_plain_partition_is_named_and_what_is_encrypted_or_in_memory_is_not(root: Path) -> None:
    block(root, "sda3")
    block(root, "zram0")
    block(root, "dm-0", "CRYPT-PLAIN-swap", "sda3")
    block(root, "dm-1", "LVM-abc", "dm-0")
    block(root, "dm-2", "LVM-def", "sda3")
    swaps(root, "/dev/sda3", "/dev/zram0", "/dev/dm-0", "/dev/dm-1", "/dev/dm-2")
    assert plain_swap(root) == ("/dev/sda3", "/dev/dm-2")


def test_a_volume_over_two_disks_is_as_safe_as_the_worse_of_them(root: Path) -> None:
    block(root, "sda3")
    block(root, "dm-0", "CRYPT-LUKS2-swap", "sda3")
    block(root, "dm-1", "LVM-abc", "dm-0", "sda3")
    swaps(root, "/dev/dm-1")
    assert plain_swap(root) == ("/dev/dm-1",)


def test_a_file_is_where_its_disk_is_and_one_that_is_gone_is_not_believed(root: Path) -> None:
    (root / "swapfile").write_bytes(b"")
    swaps(root, "/swapfile", "/gone")
    assert plain_swap(root) == ("/swapfile", "/gone")
