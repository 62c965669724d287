"""The doctor's words in English on devices: what a finding means, how to mend it."""

from collections.abc import Mapping

from kiosk.doctor.finding import Code

WORDS: Mapping[Code, tuple[str, str]] = {
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
    Code.PRINTER_RAW_QUEUE: (
        "The queue “{queue}” knows nothing of its printer: what that refuses counts as printed.",
        (
            "Switch the printer on and make the queue again: lpadmin -p {queue} -v ADDRESS -m "
            "everywhere. It is ready once /etc/cups/ppd/{queue}.ppd is there; do not restart CUPS "
            "before."
        ),
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
}
