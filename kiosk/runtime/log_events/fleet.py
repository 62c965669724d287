"""Events of kiosk-sync about what the fleet tells it: configuration, commands, keys."""

from collections.abc import Mapping

from kiosk.runtime.log_events.fields import ERROR
from shared_runtime.log_event import LogEvent

FLEET: Mapping[str, LogEvent] = {
    "configuration_tried": LogEvent(
        "info",
        "Central has signed a new configuration for this kiosk, and it is tried.",
        {"version": "its number"},
    ),
    "configuration_applied": LogEvent(
        "info",
        "The screen stands with it and central is reached: it counts from now on.",
        {"version": "its number"},
    ),
    "configuration_rolled_back": LogEvent(
        "error",
        "A configuration was given up; the last good one counts again. Central is told.",
        {
            "version": "its number",
            "why": "`unusable`, `no-screen`, `screen-fails`, `lost-central` or `interrupted`",
        },
    ),
    "configuration_refused": LogEvent(
        "warning",
        "A configuration was not taken up. Central is told.",
        {
            "digest": "first digits of its digest",
            "why": "`unknown-key`, `wrong-signature`, `malformed`, `wrong-purpose`, "
            "`other-caisse`, `other-kiosk`, `older` or `expired`",
        },
    ),
    "configuration_damaged": LogEvent(
        "error",
        "A file of the fleet's configuration cannot be read or is not what was signed; it counts "
        "for nothing, and central may send it again.",
        {"file": "`document` or `state`"},
    ),
    "configuration_failed": LogEvent(
        "error",
        "A bug while dealing with the fleet's configuration; the queue and visits go on.",
        ERROR,
    ),
    "nearest_damaged": LogEvent(
        "warning",
        "What was kept of other kiosks nearby cannot be read; central tells it again.",
    ),
    "nearest_not_kept": LogEvent(
        "warning",
        "Where other kiosks are cannot be written down; it counts until kiosk-sync ends.",
        {"error": "kind of the exception, without its text"},
    ),
    "configuration_not_kept": LogEvent(
        "error",
        "The fleet's configuration cannot be read or written; the kiosk goes on with what it has.",
        {"error": "kind of the exception, without its text"},
    ),
    "command_accepted": LogEvent(
        "info",
        "Central has signed a command for this kiosk; it is done when nobody is there.",
        {"command": "its random id", "verb": "what is to be done, such as `restart-app`"},
    ),
    "command_refused": LogEvent(
        "warning",
        "A command is not done. Central is told.",
        {
            "command": "the id it was offered under",
            "why": "`unknown-key`, `former-key`, `wrong-signature`, `malformed`, `wrong-purpose`, "
            "`other-caisse`, `other-kiosk`, `other-id`, `too-long`, `replayed`, `unknown-verb` or "
            "`expired`",
        },
    ),
    "command_settled": LogEvent(
        "info",
        "A command is done with. Central is told until it has heard.",
        {"command": "its random id", "state": "`executed`, `failed` or `refused`"},
        {"why": "why it failed, a stable word"},
    ),
    "commands_failed": LogEvent(
        "error", "A bug, or a bad disk, while looking after commands; it is tried again.", ERROR
    ),
    "keys_told": LogEvent(
        "info",
        "Central's signer has endorsed another key, and this kiosk goes by it from now on.",
        {
            "signing": "id of the key whose signature counts",
            "intake": "id of the key that requests are sealed for",
        },
    ),
    "endorsement_refused": LogEvent(
        "warning",
        "Central told of a key that its signer did not endorse: it changes nothing.",
        {
            "key": "id of the key that signed it",
            "why": "`unknown-key`, `wrong-signature`, `malformed` or `other-caisse`",
        },
    ),
    "keys_damaged": LogEvent(
        "error",
        "The file of endorsed keys is damaged. The one before it counts, or what was pinned at the "
        "enrolment alone, until central has said the rest again.",
        {"file": "its name"},
    ),
    "keys_not_kept": LogEvent(
        "error",
        "Endorsed keys could not be written. They count until the process ends.",
        ERROR,
    ),
    "keys_failed": LogEvent("error", "A bug while looking at what central endorsed.", ERROR),
}
