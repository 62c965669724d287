"""The two packages: what each is made of, and what it leaves out."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class DebianPackage:
    """``home`` is the link that the units name; what it leads to carries the version, so that two
    versions lie beside each other for as long as an upgrade takes.

    ``left_out``: modules of the wheel that this machine has no use for, as paths in it;
    ``not_needed``: distributions of the lock that nothing of ours in this package imports;
    ``masked_units``: units of Debian's that do nothing on a machine with this package.
    """

    name: str
    command: str
    home: str
    requirements: Path
    left_out: tuple[str, ...]
    not_needed: frozenset[str]
    masked_units: tuple[str, ...] = ()

    def versioned_home(self, version: str) -> str:
        return f"{self.home}-{version}"

    @property
    def folder(self) -> Path:
        """The maintainer scripts and the other files that are written by hand."""
        return ROOT / "packaging" / self.command


KIOSK = DebianPackage(
    name="borne-kiosk",
    command="kiosk",
    home="/opt/borne",
    requirements=ROOT / "requirements" / "kiosk.txt",
    # The factory imports the simulators where it is asked for them, which production refuses.
    left_out=("central", "kiosk/hardware/sim", "kiosk/systemd"),
    not_needed=frozenset({"setuptools"}),
    masked_units=("ctrl-alt-del.target",),
)
CENTRAL = DebianPackage(
    name="borne-central",
    command="central",
    home="/opt/borne-central",
    requirements=ROOT / "requirements" / "central.txt",
    left_out=("kiosk",),
    not_needed=frozenset(
        {
            "pyside6-essentials",
            "shiboken6",
            "python-escpos",
            "python-barcode",
            "qrcode",
            "appdirs",
            "argcomplete",
            "importlib-resources",
            "pyyaml",
            "six",
            "reportlab",
            "pillow",
            "charset-normalizer",
            "python-stdnum",
            "sdnotify",
            "setuptools",
        }
    ),
)
PACKAGES = {each.command: each for each in (KIOSK, CENTRAL)}
