"""The doctor's words in English: what a finding means, how to mend it."""

from collections.abc import Mapping

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
    Code.READER_READY: ("The reader “{name}” is ready.", ""),
    Code.READER_HOLDS_CARD: ("The reader “{name}” holds a card. It has not been read.", ""),
    Code.READER_VIRTUAL: (
        "The reader “{name}” is virtual: any program here can play a card in it.",
        "Remove it: apt purge vsmartcard-vpcd, then systemctl restart pcscd",
    ),
    Code.READER_ABSENT: (
        "No card reader is plugged in.",
        "Check the reader's cable, then try another USB port.",
    ),
    Code.READER_OTHER: (
        "No reader is called “{wanted}”. Plugged in: {present}.",
        "Plug the right reader in, or correct the setting reader.",
    ),
    Code.READER_UNAVAILABLE: (
        "The reader “{name}” is plugged in and does not answer.",
        "Unplug the reader and plug it in again. If that lasts, replace its cable, then it.",
    ),
    Code.READER_REFUSED: (
        "The card service refuses this account (polkit).",
        "If it is kiosk-ui, put 50-borne.rules back into /etc/polkit-1/rules.d and restart polkit.",
    ),
    Code.READER_FAILING: (
        "The reader does not work (PC/SC {code}).",
        "Unplug the reader and plug it in again. If that lasts, replace it.",
    ),
    Code.READER_NO_SERVICE: (
        "The card service pcscd is not running.",
        "Start it: systemctl start pcscd.socket",
    ),
    Code.READER_SERVICE_HUNG: (
        "The card service pcscd does not answer any more.",
        "Restart it: systemctl restart pcscd",
    ),
    Code.READER_NO_LIBRARY: (
        "The library pyscard is not installed.",
        "Install the kiosk again with the extra “hardware”.",
    ),
    Code.READER_NOT_ALLOWED: (
        "This account may not ask the card service.",
        "Run it as the kiosk's own account: sudo -u kiosk-ui /opt/borne/bin/kiosk doctor",
    ),
    Code.PRINTER_READY: ("The queue “{queue}” is ready.", ""),
    Code.PRINTER_PAPER_LOW: ("Little paper is left.", "Add paper soon."),
    Code.PRINTER_TONER_LOW: ("Little toner is left.", "Have a cartridge ready."),
    Code.PRINTER_WASTE_NEARLY_FULL: (
        "The waste container is nearly full.",
        "Have a new container ready.",
    ),
    Code.PRINTER_OUTPUT_NEARLY_FULL: (
        "The output tray is nearly full.",
        "Take the sheets that are left in it.",
    ),
    Code.PRINTER_OTHER_CONCERN: (
        "The printer complains of something without stopping.",
        "Look at its display.",
    ),
    Code.PRINTER_WARNS: (
        "The printer warns of something ({reason}) and prints all the same.",
        "Look at it: a second tray may be empty. The next document will tell.",
    ),
    Code.PRINTER_PAPER_OUT: ("There is no paper.", "Put A4 paper in."),
    Code.PRINTER_PAPER_JAM: ("A sheet is stuck.", "Open the cover, take the sheet, close it."),
    Code.PRINTER_COVER_OPEN: ("A cover is open.", "Close it until it clicks."),
    Code.PRINTER_TRAY_MISSING: ("A tray is missing.", "Put the tray back."),
    Code.PRINTER_OUTPUT_FULL: ("The output tray is full.", "Empty it."),
    Code.PRINTER_TONER_EMPTY: ("There is no toner.", "Change the cartridge."),
    Code.PRINTER_OFFLINE: (
        "CUPS does not reach the printer.",
        "Switch it on and check its cable.",
    ),
    Code.PRINTER_OTHER_TROUBLE: (
        "The printer has stopped and does not say why.",
        "Look at its display; switch it off and on.",
    ),
    Code.PRINTER_CERTIFICATE_EXPIRED: (
        "The printer's certificate is not valid at this kiosk's date: CUPS sends it nothing.",
        (
            "Is the date right? If not, set it: timedatectl set-ntp true. If it is, renew the "
            "certificate on the printer's own page."
        ),
    ),
    Code.PRINTER_CERTIFICATE_CHANGED: (
        (
            "The printer's certificate is not the one known so far, or is made out to another "
            "name: CUPS sends it nothing."
        ),
        (
            "Was the printer replaced or renewed? Then accept the new certificate: systemctl "
            "restart cups. If not, find out what answers at its address."
        ),
    ),
    Code.PRINTER_CERTIFICATE_UNKNOWN: (
        "The printer shows no certificate that CUPS can use: CUPS sends it nothing.",
        "Switch TLS on and make a certificate on the printer's own page, or update its software.",
    ),
    Code.PRINTER_STOPPED: (
        "The queue “{queue}” is stopped.",
        "Let it go on: cupsenable {queue}",
    ),
    Code.PRINTER_NOT_ACCEPTING: (
        "The queue “{queue}” refuses documents.",
        "Open it: cupsaccept {queue}",
    ),
    Code.PRINTER_NO_QUEUE: (
        "CUPS knows no queue “{queue}”.",
        "Make the queue, or correct the setting printer. List: lpstat -v",
    ),
    Code.PRINTER_NO_SERVICE: (
        "The print service CUPS is not running.",
        "Start it: systemctl start cups",
    ),
    Code.PRINTER_SERVICE_HUNG: (
        "The print service CUPS does not answer any more.",
        "Restart it: systemctl restart cups",
    ),
    Code.PRINTER_NO_LIBRARY: (
        "The library pycups is not installed.",
        "Install the kiosk again with the extra “hardware”.",
    ),
    Code.PRINTER_NOT_ALLOWED: (
        "This account may not ask CUPS.",
        "Run it as the kiosk's own account: sudo -u kiosk-ui /opt/borne/bin/kiosk doctor",
    ),
    Code.PRINTER_REMEMBERS: (
        "The queue remembers its last trouble ({reason}). It may be mended.",
        "Look at the printer. The next document will tell.",
    ),
    Code.PRINTER_SAYS_NOTHING: (
        "CUPS does not say what state the queue “{queue}” is in.",
        "Look at the printer, then: lpstat -p {queue}",
    ),
    Code.RECEIPTS_READY: ("The receipt printer answers.", ""),
    Code.RECEIPTS_PAPER_LOW: ("The roll is near its end.", "Have a roll of 80 mm ready."),
    Code.RECEIPTS_PAPER_OUT: ("The roll has come to its end.", "Put in a thermal roll of 80 mm."),
    Code.RECEIPTS_COVER_OPEN: ("The cover is open.", "Close it until it clicks."),
    Code.RECEIPTS_CUTTER: (
        "The blade is stuck.",
        "Open the cover, take out the paper that is stuck, close it.",
    ),
    Code.RECEIPTS_ERROR: (
        "The printer reports a failure.",
        "Switch it off and on. If that does not help, have it repaired.",
    ),
    Code.RECEIPTS_OFFLINE: ("The printer takes nothing.", "Check its cover and its buttons."),
    Code.RECEIPTS_ABSENT: (
        "There is no printer behind {device}.",
        "Switch it on, check its cable, then receipt_device of the configuration.",
    ),
    Code.RECEIPTS_SILENT: (
        "The printer does not answer ({device}).",
        "Switch it off and on. It must answer DLE EOT.",
    ),
    Code.RECEIPTS_GARBLED: (
        "The printer answers nonsense ({device}).",
        "Check that it speaks ESC/POS, and the speed of its line.",
    ),
    Code.RECEIPTS_IN_USE: (
        "Somebody else is using {device}.",
        "Try again when nothing prints; else: fuser {device}",
    ),
    Code.RECEIPTS_NOT_ALLOWED: (
        "This account may not open {device}.",
        "Run it as the kiosk's own account: sudo -u kiosk-ui /opt/borne/bin/kiosk doctor",
    ),
    Code.SPEAKER_THERE: ("There is a sound device “{name}”.", ""),
    Code.SPEAKER_ABSENT: ("There is no sound device “{name}”: the kiosk stays silent.", ""),
    Code.SPEAKER_SWITCHED_OFF: ("Sounds are switched off by the configuration.", ""),
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
