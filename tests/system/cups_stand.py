"""A private CUPS with a real IPP printer behind it, in one folder, for as long as a test needs it.

``ippeveprinter`` speaks real IPP Everywhere; its command is a shell script which obeys the test:
while the file ``fault`` exists the printer shows that reason and prints nothing, while ``hold``
exists a document stays in mid-print, with ``lie`` none comes out; and a document that was cancelled
meanwhile is thrown away, as a printer does. What comes out lies in ``out``. Once it has shown a
certificate it is reached by TLS.
Debian 12's build needs D-Bus and Avahi to start: both are private too, and end with the rest.
What systemd would do when the service stops (``systemd/cups.service.d``) is done here by hand.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from devdock.ports import free_port
from tests.system import cups_files, printer_certificate
from tests.waiting import eventually

QUEUE = "borne"
HOST, AS_PRINTERS_WRITE_IT = "localhost", "LocalHost"
PROGRAMS = (
    "cupsd",
    "lpadmin",
    "ippeveprinter",
    "ipptool",
    "dbus-daemon",
    "avahi-daemon",
    "unshare",
)
_PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"


def missing() -> list[str]:
    """What the stand lacks on this machine, for the reason of a skip."""
    lacking = [] if os.geteuid() == 0 else ["root"]
    return lacking + [program for program in PROGRAMS if shutil.which(program, path=_PATH) is None]


@dataclass
class CupsStand:
    """The running parts. ``server`` is the socket to give to the kiosk, with ``QUEUE``."""

    folder: Path
    port: int
    calls_it: str = "warning"
    """What the printer calls a reason while it prints, whatever it was told."""
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def server(self) -> str:
        return str(self.folder / "run" / "cups.sock")

    @property
    def _certificates(self) -> Path:
        return self.folder / "certificates"

    @property
    def _printer_uri(self) -> str:
        return f"ipp://{HOST}:{self.port}/ipp/print"

    def printed(self) -> list[Path]:
        """Documents that came out as paper, oldest first."""
        return sorted((self.folder / "out").rglob("*.pdf"), key=lambda path: path.stat().st_mtime)

    def begun(self) -> int:
        """How many documents the printer has begun to print since it has power."""
        return self._count("begun")

    def dropped(self) -> bool:
        """Whether every document that the printer still has is cancelled."""
        told = self._run("ipptool", "-tv", self._printer_uri, f"{self.folder}/jobs.test")
        jobs = [line for line in told.splitlines() if "job-state-reasons (" in line]
        return all("processing-to-stop-point" in line for line in jobs)

    def at_rest(self) -> bool:
        """Whether the printer has done with every document it began, and would take another: while
        it is busy CUPS lets the next one wait ten seconds and more."""
        if self._count("ended") != self._count("begun"):
            return False
        told = self._run("ipptool", "-tv", self._printer_uri, f"{self.folder}/printer.test")
        return "printer-state (enum) = idle" in told

    def set_fault(self, reason: str | None) -> None:
        """An IPP reason such as ``media-empty-error``, for what is printed or comes from now on."""
        if reason is None:
            self.unmark("fault")
        else:
            whole = self.folder / "fault.new"
            whole.write_text(reason)
            whole.rename(self.folder / "fault")

    def warn(self, reason: str) -> None:
        """The printer keeps saying so from now on, and prints all the same."""
        (self.folder / "warn").write_text(reason)
        document = self.folder / "warning.pdf"
        document.write_bytes(b"%PDF-1.4")
        before = self._count("ended")
        self._run("ipptool", "-tf", str(document), self._printer_uri, "print-job.test")
        eventually(lambda: self._count("ended") > before and self.at_rest())
        self.unmark("warn")

    def show_certificate(self, begin_days: float, end_days: float) -> None:
        """The printer is restarted with a new certificate, valid between those days from now."""
        self.end_printer()
        printer_certificate.make(self._certificates, HOST, begin_days, end_days)
        self.start_printer()
        uri = f"ipps://{AS_PRINTERS_WRITE_IT}:{self.port}/ipp/print"
        self.command("lpadmin", "-p", QUEUE, "-v", uri)

    def forget_certificate(self) -> None:
        """The printer is reached without TLS, as at first."""
        if self._certificates.exists():
            self.end_printer()
            shutil.rmtree(self._certificates)
            self.start_printer()
            self.command("lpadmin", "-p", QUEUE, "-v", self._printer_uri)

    def add_raw_queue(self, name: str) -> None:
        """As one is whose service was restarted before it had described its printer."""
        self.command("lpadmin", "-p", name, "-E", "-v", self._printer_uri)

    def call_reasons(self, severity: str) -> None:
        """The printer is restarted as one that calls every reason so while it prints."""
        if self.calls_it != severity:
            self.end_printer()
            self.calls_it = severity
            self.start_printer()

    def mark(self, name: str) -> None:
        """``hold``: documents stay in mid-print; ``lie``: no paper comes of them."""
        (self.folder / name).touch()

    def unmark(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    def command(self, *arguments: str) -> str:
        """Output of one of CUPS's own commands on this service."""
        program, *rest = arguments
        return self._run(program, "-h", self.server, *rest)

    def freeze(self) -> None:
        """The service stops answering but keeps its socket."""
        self._running["cupsd"].send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._running["cupsd"].send_signal(signal.SIGCONT)

    def end_service(self) -> None:
        """As ``systemctl stop cups`` on the appliance."""
        for command in cups_files.told_by("ExecStop"):
            self._run("sh", "-c", command.lstrip("-"))
        self._end("cupsd")
        self._wipe_spool()

    def kill_service(self) -> None:
        """As a crash on the appliance: systemd tells what is left of the service, once."""
        cupsd = self._running.pop("cupsd")
        backends = Path(f"/proc/{cupsd.pid}/task/{cupsd.pid}/children").read_text().split()
        cupsd.kill()
        cupsd.wait(5)
        for backend in backends:
            with suppress(ProcessLookupError):
                os.kill(int(backend), signal.SIGTERM)
        self._wipe_spool()

    def stop_bare_service(self) -> None:
        """As on a machine without the appliance's rules: the spool stays, nobody tells backends."""
        self._end("cupsd")

    def start_service(self) -> None:
        folder = self.folder
        self._start(
            "cupsd", "-f", "-c", f"{folder}/conf/cupsd.conf", "-s", f"{folder}/conf/cups-files.conf"
        )
        eventually(self._service_answers)

    def end_printer(self) -> None:
        self._end("ippeveprinter")

    def cut_printer(self) -> None:
        """Power is gone in mid-print, just after CUPS has asked how the document is getting on:
        cut off in the middle of the answer, CUPS calls it completed, and nobody can know better."""
        asked = self._answers()
        eventually(lambda: self._answers() > asked)
        printer = self._running.pop("ippeveprinter")
        os.killpg(printer.pid, signal.SIGKILL)
        printer.wait(5)
        for name in ("begun", "ended"):
            self.unmark(name)

    def start_printer(self) -> None:
        program = cups_files.printer_program(self.folder, self.calls_it)
        secure = ("-K", str(self._certificates), "-n", HOST) if self._certificates.exists() else ()
        self._start(
            "ippeveprinter",
            *("-d", f"{self.folder}/memory", "-f", "application/pdf,image/pwg-raster"),
            *("-c", f"{self.folder}/command", "-p", str(self.port), *secure, "stand"),
            program=program,
        )
        eventually(self._printer_answers)

    def make_good(self) -> None:
        """All is in order and at rest, whatever a test has done."""
        for name in ("fault", "hold", "lie"):
            self.unmark(name)
        if "ippeveprinter" not in self._running:
            self.start_printer()
        if "cupsd" not in self._running:
            self.start_service()
        self.thaw()
        self.forget_certificate()
        self.call_reasons("warning")
        self.command("cupsenable", QUEUE)
        eventually(self.at_rest)

    def residue(self) -> Iterator[tuple[Path, bytes]]:
        """Every file that the service keeps: spool, logs, state, configuration, cache."""
        for part in ("spool", "log", "run", "conf", "cache"):
            for path in (self.folder / part).rglob("*"):
                if path.is_file():
                    yield path, path.read_bytes()

    def open(self) -> None:
        cups_files.write(self.folder, self.port)
        self._start(
            "dbus-daemon", f"--config-file={self.folder}/bus.conf", "--nofork", "--nopidfile"
        )
        eventually((self.folder / "bus.sock").exists)
        Path("/run/avahi-daemon").mkdir(exist_ok=True)
        self._start("unshare", "-m", "sh", str(self.folder / "own-avahi"))
        eventually(self._avahi_runs)
        self.start_printer()
        self.start_service()
        self.command("lpadmin", "-p", QUEUE, "-E", "-v", self._printer_uri, "-m", "everywhere")
        # CUPS describes the printer after the command has returned, and a service that is restarted
        # before never does. A queue made a moment ago may lack its filters and abort its first
        # document: so it is restarted, but then.
        eventually((self.folder / "conf" / "ppd" / f"{QUEUE}.ppd").exists)
        self.end_service()
        self.start_service()

    def close(self) -> None:
        for name in ("fault", "hold"):
            self.unmark(name)
        if "cupsd" in self._running:
            self.thaw()
        for name in reversed(tuple(self._running)):
            self._end(name)

    def asked(self) -> int:
        """How often the kiosk has asked the idle printer, and had its answer."""
        return self._logged("filter/borne-look) exited with no errors")

    def looks(self) -> int:
        """How often the kiosk has looked at the queue."""
        return self._logged("successful-ok for Get-Printer-Attributes")

    def _answers(self) -> int:
        return self._logged("] Get-Job-Attributes: successful-ok")

    def log(self) -> str:
        return (self.folder / "log" / "error_log").read_text(errors="replace")

    def _logged(self, words: str) -> int:
        return self.log().count(words)

    def _count(self, name: str) -> int:
        counted = self.folder / name
        return len(counted.read_text().splitlines()) if counted.exists() else 0

    def _start(self, name: str, *arguments: str, program: str | None = None) -> None:
        with (self.folder / f"{name}.out").open("ab") as log:
            self._running[name] = subprocess.Popen(
                [program or name, *arguments],
                stdout=log,
                stderr=log,
                env=self._environment(),
                start_new_session=True,
            )

    def _end(self, program: str) -> None:
        process = self._running.pop(program, None)
        if process is not None:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(5)

    def _run(self, *command: str) -> str:
        return subprocess.run(
            command, env=self._environment(), check=True, capture_output=True, text=True, timeout=30
        ).stdout

    def _environment(self) -> dict[str, str]:
        bus = f"unix:path={self.folder}/bus.sock"
        return {
            "PATH": _PATH,
            "LC_ALL": "C.UTF-8",
            "DBUS_SYSTEM_BUS_ADDRESS": bus,
            "HOME": "/tmp",
            "CUPS_SERVER": self.server,
        }

    def _wipe_spool(self) -> None:
        (made,) = cups_files.told_by("RuntimeDirectory")
        shutil.rmtree(self.folder / "spool")
        for name in made.split():
            (self.folder / name.replace("cups/borne-spool", "spool")).mkdir(mode=0o710)

    def _service_answers(self) -> bool:
        return self._succeeds("lpstat", "-h", self.server, "-r") and Path(self.server).exists()

    def _printer_answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _avahi_runs(self) -> bool:
        log = (self.folder / "unshare.out").read_text()
        return "Server startup complete" in log

    def _succeeds(self, *command: str) -> bool:
        return subprocess.run(command, env=self._environment(), capture_output=True).returncode == 0


@contextmanager
def short_folder() -> Iterator[Path]:
    """A new folder for a stand, gone afterwards: pytest's own are too deep and closed to lp."""
    with tempfile.TemporaryDirectory(prefix="cups-") as parent:
        Path(parent).chmod(0o755)
        yield Path(parent) / "s"


@contextmanager
def cups_stand(folder: Path) -> Iterator[CupsStand]:
    """A stand in ``folder``, which must be new and whose path must be short (socket names end at
    107 characters) and open to the user lp. Ends everything it started."""
    stand = CupsStand(folder, free_port())
    try:
        stand.open()
        yield stand
    finally:
        stand.close()
