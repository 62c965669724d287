"""Looks at the machine's own end of the network, in files of the kernel: nothing is sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

CableState = Literal["connected", "unplugged", "switched_off", "no_interface"]
_CLASS_NET = Path("/sys/class/net")
_PROC_NET = Path("/proc/net")
_LOOPBACK = "772"
"""ARPHRD_LOOPBACK of linux/if_arp.h."""
_GLOBAL_SCOPE = "00"
_NOWHERE_V4, _NOWHERE_V6 = "00000000", "0" * 32


@dataclass(frozen=True, slots=True)
class MachineNetwork:
    """``class_net``: as sysfs has it; ``proc_net``: as proc(5) has it."""

    class_net: Path = _CLASS_NET
    proc_net: Path = _PROC_NET

    def cable(self) -> CableState:
        """Of the best interface that is not the machine's own: one with a device behind it where
        there is any, and any other where there is none."""
        outward = [each for each in self._interfaces() if _read(each / "type") != _LOOPBACK]
        fitted = [each for each in outward if (each / "device").exists()] or outward
        carriers = [_read(each / "carrier") for each in fitted]
        if "1" in carriers:
            return "connected"
        if "0" in carriers:
            return "unplugged"
        # The kernel does not tell the carrier of what is switched off (EINVAL).
        return "switched_off" if carriers else "no_interface"

    def has_address(self) -> bool:
        """One that others could reach, on whichever interface."""
        return any(self._routes_v4()) or any(
            line[3] == _GLOBAL_SCOPE and line[5] != "lo" for line in self._lines("if_inet6", 6)
        )

    def has_default_route(self) -> bool:
        v6 = self._lines("ipv6_route", 10)
        return any(line[1] == line[7] == _NOWHERE_V4 for line in self._routes_v4()) or any(
            (line[0], line[1]) == (_NOWHERE_V6, "00") and line[9] != "lo" for line in v6
        )

    def _routes_v4(self) -> Iterator[Sequence[str]]:
        lines = list(self._lines("route", 8))
        return (line for line in lines[1:] if line[0] != "lo")

    def _interfaces(self) -> Sequence[Path]:
        try:
            return sorted(self.class_net.iterdir())
        except OSError:
            return ()

    def _lines(self, name: str, words: int) -> Iterator[Sequence[str]]:
        for line in (_read(self.proc_net / name) or "").splitlines():
            found = line.split()
            if len(found) >= words:
                yield found


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
