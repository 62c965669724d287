"""What a print service was doing when a test failed."""

import subprocess

from tests.system.cups_stand import CupsStand

_LINES = 400
_OF_LOOKING = ("[Client ", "cupsdSetBusyState", "Get-Printer-Attributes", "Get-Jobs", "envp[")
_COLUMNS = "pid,ppid,stat,wchan:20,etimes,args"


def told(stand: CupsStand) -> str:
    """What runs, and the end of the log without the kiosk's looks at it."""
    listed = ("ps", "--ppid", "2", "--deselect", "--forest", "-o", _COLUMNS)
    processes = subprocess.run(listed, check=True, capture_output=True, text=True).stdout
    lines = stand.log().splitlines()
    telling = [line for line in lines if not any(each in line for each in _OF_LOOKING)]
    return processes + "\n".join(telling[-_LINES:])
