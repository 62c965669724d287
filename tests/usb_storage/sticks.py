"""What the kernel shows of a memory stick, as files."""

from pathlib import Path
from shutil import rmtree

from kiosk.usb_storage.file_systems import FileSystem

INTERFACE = "1-2:1.0"


class FakeUsb:
    """``/sys/bus/usb`` and ``/dev`` in a folder."""

    def __init__(self, folder: Path) -> None:
        self.devices, self.files = folder / "usb" / "devices", folder / "dev"
        self.devices.mkdir(parents=True)
        self.files.mkdir()

    def plug_in(self, interface: str = INTERFACE, kind: str = "08") -> Path:
        made = self.devices / interface
        made.mkdir()
        (made / "bInterfaceClass").write_text(f"{kind}\n")
        (made / "authorized").write_text("0\n")
        return made

    def pull_out(self, interface: str = INTERFACE) -> None:
        rmtree(self.devices / interface)

    def show_disk(self, interface: str, disk: str, partitions: dict[str, bytes]) -> None:
        """As the driver does, once it is let in."""
        block = self.devices / interface / "host3" / "target3:0:0" / "3:0:0:0" / "block" / disk
        block.mkdir(parents=True)
        (self.files / disk).write_bytes(bytes(512))
        for name, content in partitions.items():
            (block / name).mkdir()
            (block / name / "partition").write_text("1\n")
            (self.files / name).write_bytes(content)


def first_sector(kind: FileSystem | str) -> bytes:
    sector = bytearray(512)
    sector[510:] = b"\x55\xaa"
    match kind:
        case "exfat":
            sector[3:11] = b"EXFAT   "
        case "vfat":
            sector[82:90] = b"FAT32   "
        case "fat16":
            sector[54:62] = b"FAT16   "
        case "ntfs":
            sector[3:11] = b"NTFS    "
    return bytes(sector)
