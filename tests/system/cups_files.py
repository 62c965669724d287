"""The files of a private CUPS and of the IPP printer behind it: settings, filters, commands."""

import shutil
from pathlib import Path

_SYSTEMD = Path(__file__).parents[2] / "systemd"
_SERVER_BIN = Path("/usr/lib/cups")
_APPLIANCE = _SYSTEMD / "cups" / "cupsd.conf"
_DROP_IN = _SYSTEMD / "cups.service.d" / "borne.conf"
# Chattier than the appliance, so that the search for personal data has more to search.
SCREEN = "nobody"
"""Stands for the account of the screen, which a developer's machine does not have."""
_CHANGED = {"Listen": "{folder}/run/cups.sock", "LogLevel": "debug", "AccessLogLevel": "all"}


_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={folder}/bus.sock</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/> <allow own="*"/> <allow send_destination="*"/>
    <allow send_type="method_call"/> <allow send_type="signal"/>
    <allow send_type="method_return"/> <allow send_type="error"/>
    <allow receive_type="method_call"/> <allow receive_type="signal"/>
    <allow receive_type="method_return"/> <allow receive_type="error"/>
  </policy>
</busconfig>
"""

_AVAHI = """[server]
use-ipv6=no
allow-interfaces=lo
enable-dbus=yes
[publish]
publish-hinfo=no
publish-workstation=no
"""

# Its place under /run is fixed: a private one lets it stand beside another.
_OWN_AVAHI = """mount -t tmpfs tmpfs /run/avahi-daemon &&
exec avahi-daemon -f {folder}/avahi.conf --no-drop-root --no-chroot --no-rlimits"""

_CUPS_FILES = """User lp
Group lp
SystemGroup root
ServerRoot {folder}/conf
ServerBin {folder}/bin
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/run
TempDir {folder}/spool/tmp
ServerKeychain {folder}/conf
AccessLog {folder}/log/access_log
ErrorLog {folder}/log/error_log
PageLog {folder}/log/page_log
"""

# The document's file begins with the job's number. A job that was cancelled while its command runs
# is "processing to stop point". Each life of the printer counts its jobs from one.
_PRINTER_COMMAND = """#!/bin/sh
cd {folder}
echo x >> begun
trap 'echo x >> ended' EXIT
while [ -f fault ] || [ -f hold ]; do
  if [ -f fault ]; then
    reason=$(cat fault)
    echo "STATE: +$reason" >&2
    while [ "$(cat fault 2>/dev/null)" = "$reason" ]; do sleep 0.05; done
    echo "STATE: -$reason" >&2
  else
    sleep 0.05
  fi
done
number=$(basename "$1" | cut -d- -f1)
job=ipp://localhost:{port}/ipp/print/$number
if ipptool -tv $job job.test | grep -q stop-point; then exit 0; fi
[ -f lie ] && exit 0
if [ -f warn ]; then echo "STATE: +$(cat warn)" >&2; exit 0; fi
mkdir -p out/$PPID
cp "$1" out/$PPID/
"""

_TEST = """{{
  OPERATION {operation}
  GROUP operation-attributes-tag
  ATTR charset attributes-charset utf-8
  ATTR naturalLanguage attributes-natural-language en
  ATTR uri {target} $uri
  ATTR keyword requested-attributes {wanted}
}}
"""


def write(folder: Path, port: int) -> None:
    """All that the parts read, into ``folder``; the printer listens at ``port``."""
    for part in ("spool/tmp", "cache", "run", "log", "conf", "out", "memory"):
        (folder / part).mkdir(parents=True)
    words = {"folder": str(folder), "port": str(port)}
    for name, content in (
        ("bus.conf", _BUS),
        ("avahi.conf", _AVAHI),
        ("own-avahi", _OWN_AVAHI),
        ("conf/cups-files.conf", _CUPS_FILES),
        ("command", _PRINTER_COMMAND),
    ):
        (folder / name).write_text(content.format(**words))
    (folder / "conf/cupsd.conf").write_text(_configuration(folder))
    for name, operation, target, wanted in (
        ("job.test", "Get-Job-Attributes", "job-uri", "job-state-reasons"),
        ("jobs.test", "Get-Jobs", "printer-uri", "job-state-reasons"),
        ("printer.test", "Get-Printer-Attributes", "printer-uri", "printer-state"),
    ):
        question = _TEST.format(operation=operation, target=target, wanted=wanted)
        (folder / name).write_text(question)
    (folder / "command").chmod(0o755)
    _install_asking(folder)


def printer_program(folder: Path, severity: str) -> str:
    """ippeveprinter calls every reason a warning while it prints; of one that calls it something
    else there is a copy with that one word changed."""
    if severity == "warning":
        return "ippeveprinter"
    copy = folder / f"ippeveprinter-{severity}"
    if not copy.exists():
        original, word = b"-warning\0", f"-{severity}".encode()
        whole = Path(shutil.which("ippeveprinter") or "").read_bytes()
        assert whole.count(original) == 1, "another build of ippeveprinter"
        copy.write_bytes(whole.replace(original, word.ljust(len(original), b"\0")))
        copy.chmod(0o755)
    return str(copy)


def told_by(directive: str) -> list[str]:
    """What the appliance adds to Debian's unit of the service."""
    start = f"{directive}="
    lines = _DROP_IN.read_text().splitlines()
    return [line.removeprefix(start) for line in lines if line.startswith(start)]


def _configuration(folder: Path) -> str:
    """The appliance's own, but for the place of the socket and the detail of the logs, which are
    never begun anew: tests count what stands in them."""
    lines = [*_APPLIANCE.read_text().splitlines(), "MaxLogSize 0"]
    changed = {word: value.format(folder=folder) for word, value in _CHANGED.items()}
    return "\n".join(
        f"{word} {changed[word]}" if (word := line.partition(" ")[0]) in changed else line
        for line in lines
    ).replace("kiosk-ui", SCREEN)


def _install_asking(folder: Path) -> None:
    """CUPS as it is on this machine, and beside its filters the appliance's own."""
    (folder / "bin" / "filter").mkdir(parents=True)
    for theirs in (*_SERVER_BIN.iterdir(), *(_SERVER_BIN / "filter").iterdir()):
        ours = folder / "bin" / theirs.relative_to(_SERVER_BIN)
        if not ours.exists():
            ours.symlink_to(theirs)
    for filter_ in (_SYSTEMD / "cups/filter").iterdir():
        shutil.copy(filter_, folder / "bin/filter")
    for name in ("borne.types", "borne.convs"):
        shutil.copy(_SYSTEMD / "cups" / name, folder / "conf")
