"""Which print queue to use, where its service listens, and how long each thing may take."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Deadlines:
    """All in seconds."""

    call_s: float = 5.0
    """One exchange with the service; after it the service counts as hung."""
    poll_s: float = 0.5
    """Between two looks at a job that is printing."""
    watch_s: float = 2.0
    """Between two looks at the printer."""
    blocked_s: float = 60.0
    """How long a person may be asked to wait for paper to be put in; then we cancel."""
    unreached_s: float = 60.0
    """How long a document may wait for a printer that does not take it: busy, or switched off."""
    reach_s: float = 8.0
    """How long a document may take into the printer before we say that it does not answer."""
    settle_s: float = 5.0
    """After this long a fault that the queue shows is this job's own, and no memory of another."""
    still_s: float = 30.0
    """After this long a job does not move: then a mere report, or a warning that stood there
    before, is what stops it. Longer than a laser needs from its sleep to the first sheet."""
    job_s: float = 150.0
    """The whole of a job. The service itself sets none (MaxJobTime 0): it would end a job without
    telling the printer."""
    clear_s: float = 12.0
    """How long a document may wait until the one before is cancelled. More than the service's own
    JobKillDelay (10 s): by then it has ended the backend itself."""
    rest_s: float = 2.0
    """Rest for the printer after a document that was not finished. To one that is still dropping it
    CUPS sends the next after 10 s, anew: we cannot tell that from a second copy."""
    lost_s: float = 10.0
    """How long the service may be gone in the middle of a job before we stop asking."""
    ask_s: float = 120.0
    """Between two questions to an idle printer that is well. Asked more often, some never sleep."""
    ask_blocked_s: float = 5.0
    """Between two questions to one that is not well, or has just had a document: how long staff
    who have filled the tray wait until paper is offered again."""
    remembered_s: float = 120.0
    """Where the printer cannot be asked, an idle queue repeats the last fault. For this long we
    believe it and refuse at once; then the printer may be tried again."""


@dataclass(frozen=True, slots=True)
class CupsSettings:
    """``server``: path of the service's Unix socket, or host:port in a developer's set-up.

    Jobs belong to the account that the process runs under: that is how they are found again, and
    the only name under which CUPS lets them be cancelled (it checks the socket's peer).
    """

    queue: str
    server: str = "/run/cups/cups.sock"
    deadlines: Deadlines = field(default_factory=Deadlines)

    @property
    def host_and_port(self) -> tuple[str, int]:
        """Raises ValueError when there is a port that is none."""
        if self.server.startswith("/"):
            return self.server, 0
        host, _, port = self.server.partition(":")
        return host, int(port or "631")
