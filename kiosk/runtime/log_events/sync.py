"""Events of kiosk-sync about itself, its line and the queue."""

from collections.abc import Mapping

from kiosk.runtime.log_events.fields import ERROR
from shared_runtime.log_event import LogEvent

LINE_AND_QUEUE: Mapping[str, LogEvent] = {
    "sync_started": LogEvent("info", "kiosk-sync listens."),
    "sync_stopped": LogEvent("info", "kiosk-sync has been asked to stop, and has."),
    "link_state": LogEvent(
        "info",
        "What the link to central is worth, at start and at each change.",
        {"state": "`unknown`, `online`, `offline`, `degraded` or `clock_wrong`"},
    ),
    "link_poll_failed": LogEvent("error", "A bug while asking central how it is.", ERROR),
    "action_submitted": LogEvent(
        "info",
        "A person confirmed something, and kiosk-ui had its answer.",
        {
            "kind": "what was asked for",
            "outcome": "`stored_` and how sure one is who asks, or why it was not taken",
            "took_ms": "milliseconds until it was on the disk",
        },
    ),
    "queue_sent": LogEvent(
        "info",
        "Central answered a batch of the queue.",
        {
            "sent": "how many actions, and notices of some that will not come",
            "acknowledged": "how many of them central has",
            "quarantined": "how many it will never take",
            "not_yet": "how many it cannot take yet: they are offered again",
            "backlog": "how many waited beside them",
            "took_ms": "milliseconds",
        },
    ),
    "sync_failed": LogEvent(
        "warning",
        "An exchange of the queue came to nothing; it is tried again.",
        {
            "why": "`network`, `timeout`, `nonsense`, `clock`, or `status_` and the status",
            "failures": "exchanges in a row that came to nothing",
        },
    ),
    "identified": LogEvent(
        "info",
        "From now on this kiosk shows central its own certificate.",
        {"kiosk": "id under which central knows it"},
    ),
    "certificate_renewed": LogEvent("info", "Central gave this kiosk a new certificate."),
    "certificate_refused": LogEvent(
        "error",
        "Central knows no kiosk with this key or token, or lets it call no more: it is to be "
        "enrolled anew.",
    ),
    "key_not_opened": LogEvent(
        "error",
        "The TPM seals or opens no key for this kiosk. With tpm_foreign (a disk that was moved to "
        "another machine, a TPM that was cleared) it is to be enrolled anew, with `central fleet "
        "code --again`; anything else is tried again each minute.",
        {
            "fault": "tpm_absent, tpm_foreign, tpm_not_installed (libtss2 or systemd-creds) or "
            "tpm_refused (busy, locked, no right to it)"
        },
    ),
    "identity_failed": LogEvent(
        "error", "A bug, or a bad disk, while looking after the certificate.", ERROR
    ),
    "sync_refused": LogEvent(
        "error",
        "Central, or something before it, refuses this kiosk. It is asked again in a quarter of an "
        "hour.",
        {"status": "the HTTP status"},
    ),
    "sync_conflict": LogEvent(
        "error",
        "Central has the same id with other content. Nothing is sent again: staff must look.",
        {"action": "id of the action"},
    ),
    "upload_failed": LogEvent(
        "error", "A bug, or a bad disk, while carrying the queue up; it is tried again.", ERROR
    ),
    "health_look_failed": LogEvent(
        "warning", "A part of the machine did not answer when it was looked at.", ERROR
    ),
    "health_report_failed": LogEvent(
        "error", "A bug while putting together how the kiosk is; central is told later.", ERROR
    ),
    "health_report_unread": LogEvent(
        "warning", "Central could not read how the kiosk is; it took the rest."
    ),
    "queue_look_failed": LogEvent(
        "error", "A bug, or a bad disk, while looking how the queue stands.", ERROR
    ),
    "citizen_call": LogEvent(
        "info",
        "A call of the visit at hand was answered.",
        {
            "call": "`open`, `code`, `provisional_code`, `rights` or `attestation`",
            "outcome": "what came of it",
            "took_ms": "milliseconds",
        },
    ),
    "citizen_session_dropped": LogEvent(
        "info",
        "The visit at hand is forgotten, and its token with it.",
        {
            "reason": "`closed`, `new_session`, `stream_closed`, `silence`, `lost_at_central` or "
            "`stopping`"
        },
    ),
    "queue_salvaged": LogEvent(
        "error",
        "The file of the queue was damaged. It lies in the folder `damaged` beside the new one, "
        "which goes on with what could be read.",
        {
            "actions": "how many were whole",
            "damaged": "how many were quarantined as such; central is told",
            "unreadable": "how many rows say nothing any more",
            "prints": "entries of the print journal",
        },
    ),
    "queue_failed": LogEvent(
        "error",
        "The disk failed a reading or writing of the queue; nothing of it was kept.",
        {"error": "SQLite's name for it, such as `SQLITE_IOERR_FSYNC`"},
    ),
    "queue_full": LogEvent("warning", "An action was refused: there is no room for it."),
    "queue_disk_full": LogEvent(
        "warning",
        "The disk has no room for the queue's reserve. What is queued can be settled; nothing new "
        "is accepted.",
    ),
    "queue_disk_has_room": LogEvent("info", "The reserve is whole again, and all is accepted."),
    "action_expired": LogEvent(
        "warning",
        "An action was too old and will not go to central, which is told: the person must be told.",
        {"action": "its id"},
    ),
    "action_quarantined": LogEvent(
        "error",
        "An action is set apart for staff; those after it go on.",
        {"action": "its id", "reason": "why, a stable word"},
    ),
    "peer_refused": LogEvent(
        "warning",
        "A process of another user wanted to speak, and was hung up on. Of many in a minute the "
        "first has a line of its own, the others one together.",
        {"uid": "its user id, of several that of the last", "times": "how often"},
    ),
    "peer_left_early": LogEvent("info", "kiosk-ui hung up before its request was complete."),
    "request_failed": LogEvent(
        "error",
        "A bug while answering kiosk-ui.",
        {**ERROR, "places": "files, lines and functions it went through"},
    ),
    "bug_in_the_loop": LogEvent("error", "A bug that nobody waited for.", ERROR),
}
