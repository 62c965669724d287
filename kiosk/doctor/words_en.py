"""The doctor's words in English: what a finding means, how to mend it."""

from collections.abc import Mapping

from kiosk.doctor import words_en_devices
from kiosk.doctor.finding import Code, Part, State

TITLE = "State of the kiosk: {state}"
STATES: Mapping[State, str] = {
    State.OK: "ok",
    State.WARNING: "warning",
    State.FAILED: "failed",
    State.UNKNOWN: "unknown",
    State.NOT_FITTED: "not fitted",
}
PARTS: Mapping[Part, str] = {
    Part.CONFIGURATION: "Configuration",
    Part.READER: "Card reader",
    Part.PRINTER: "Printer",
    Part.RECEIPTS: "Receipt printer",
    Part.SPEAKER: "Loudspeaker",
    Part.GATEWAY: "kiosk-sync",
    Part.CENTRAL: "Central",
    Part.CLOCK: "Clock",
    Part.SPOOL: "Space: documents",
    Part.LOGS: "Space: logs",
    Part.RUNTIME: "Space: running",
    Part.PAPER: "Space: simulated paper",
    Part.FONTS: "Fonts",
}
WORDS: Mapping[Code, tuple[str, str]] = {
    Code.CONFIGURATION_RIGHT: ("The file {file} is right.", ""),
    Code.CONFIGURATION_DEFAULTS: (
        "There is no file: the kiosk uses the defaults of the demonstration.",
        "Name it with --config, or put it at /etc/borne/kiosk.toml.",
    ),
    Code.CONFIGURATION_WITHOUT_SYNC: (
        "The file {file} has no section [sync]: kiosk-sync does not start.",
        "Add the section [sync] as the sample kiosk.toml has it.",
    ),
    Code.CONFIGURATION_MISTAKEN: (
        "The configuration has mistakes: the kiosk does not start again with it.",
        "Mend the file {file}, then check it: kiosk config check",
    ),
    **words_en_devices.WORDS,
    Code.GATEWAY_ANSWERS: ("kiosk-sync answers.", ""),
    Code.GATEWAY_ABSENT: (
        "kiosk-sync is not running ({socket}).",
        "Start it: systemctl start kiosk-sync; else: journalctl -u kiosk-sync",
    ),
    Code.GATEWAY_SILENT: (
        "kiosk-sync does not answer any more.",
        "Restart it: systemctl restart kiosk-sync",
    ),
    Code.GATEWAY_NONSENSE: (
        "What answers at {socket} is no kiosk-sync of this version.",
        "Bring both programs to the same version, then restart them.",
    ),
    Code.GATEWAY_NOT_ALLOWED: (
        "This account may not ask kiosk-sync.",
        "Run it as the kiosk's own account: sudo -u kiosk-ui /opt/borne/bin/kiosk doctor",
    ),
    Code.CENTRAL_REACHED: ("kiosk-sync reaches central.", ""),
    Code.CENTRAL_DEGRADED: (
        "Central answers badly or slowly.",
        "Nothing to be done at the kiosk. If it lasts, tell support.",
    ),
    Code.CENTRAL_AWAY: (
        "kiosk-sync does not reach central, or this kiosk is unknown there.",
        "Check the network cable; else: journalctl -u kiosk-sync",
    ),
    Code.CENTRAL_NOT_ASKED_YET: (
        "kiosk-sync has just started and has no answer yet.",
        "Wait ten seconds and look again.",
    ),
    Code.CENTRAL_BEHIND_CLOCK: (
        "Central cannot be judged: the clocks differ.",
        "Set the clock right first.",
    ),
    Code.CENTRAL_UNSEEN: (
        "Only kiosk-sync knows central, and it has not answered.",
        "Mend kiosk-sync first.",
    ),
    Code.CLOCK_AGREES: ("The time ({now}) agrees with central's.", ""),
    Code.CLOCK_KEPT: ("A service keeps the time ({now}). It has not been compared.", ""),
    Code.CLOCK_UNKEPT: (
        "No service keeps the time ({now}): it will drift.",
        "Switch one on: timedatectl set-ntp true",
    ),
    Code.CLOCK_DIFFERS: (
        (
            "The time ({now}) differs from central's by more than five minutes, or central's "
            "certificate is not valid at this date."
        ),
        "Check date and time: timedatectl",
    ),
    Code.CLOCK_BEFORE_SOFTWARE: (
        "The time ({now}) is older than the software.",
        "Set it: timedatectl set-ntp true. If it comes back, change the battery.",
    ),
    Code.CLOCK_UNKNOWN: (
        "Nothing says whether the time ({now}) is right.",
        "Compare it with a watch.",
    ),
    Code.DISK_ROOMY: ("{free_mb} MB free ({path}).", ""),
    Code.DISK_LOW: (
        "{free_mb} MB free ({path}): less than {low_mb} MB.",
        "Plan to make room.",
    ),
    Code.DISK_FULL: (
        "There is no room ({path}, {free_mb} MB).",
        "Make room: journalctl --vacuum-size=200M, cancel -a",
    ),
    Code.DISK_READ_ONLY: (
        "The disk refuses to be written ({path}): it may be damaged.",
        "Restart the kiosk. If it comes back, replace the disk.",
    ),
    Code.DISK_NOT_WRITABLE: (
        "This account may not write in {path}.",
        "Give it that folder: chown",
    ),
    Code.DISK_UNSEEN: (
        "The room cannot be seen ({path}: {why}).",
        "Run it as another account: sudo /opt/borne/bin/kiosk doctor",
    ),
    Code.FONTS_LOADED: ("The fonts of screen and paper are whole.", ""),
    Code.FONTS_MISSING: ("Fonts are missing: {files}.", "Install the kiosk again."),
    Code.FONTS_DAMAGED: ("Fonts are damaged: {files}.", "Install the kiosk again."),
    Code.NOT_FITTED: ("Simulated in this configuration.", ""),
    Code.AFTER_CONFIGURATION: (
        "Not looked at: the configuration says where to look.",
        "Mend the configuration first.",
    ),
    Code.CHECK_LATE: (
        "There was no answer in the time given.",
        "Look again. If it lasts, restart the kiosk.",
    ),
    Code.CHECK_BROKEN: (
        "The check itself has failed ({kind}).",
        "Tell support, with these words.",
    ),
}
