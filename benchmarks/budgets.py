"""What each thing may cost: the figures that the measurements are held against."""

FIRST_FRAME_RATIO = 0.6
"""Process start to first usable frame, against Chromium in kiosk mode on the same home page."""
MEMORY_RATIO = 0.5
"""PSS of kiosk-ui and kiosk-sync at rest, against all of that Chromium's processes."""
CARD_OWN_MS = 30.0
"""Card in to identity known, above the card's own answers."""
CARD_RATIO = 1.2
"""The same against a bare loop of the same commands."""
HANDED_MS = 150.0
"""Confirm to job handed to CUPS, at the 95th percentile."""
PDF_MS = 40.0
"""An attestation as PDF, at the 95th percentile."""
LONG_PDF_MS = 150.0
"""A paper of 400 rows as PDF, at the 95th percentile."""
STRIP_MS = 40.0
"""A receipt as a strip with its picture, at the 95th percentile."""
STRIP_BYTES = 60_000.0
"""Of such a strip: at 115,200 baud it is sent in five seconds."""
MAIN_THREAD_MS = 16.0
"""The longest piece of our own work on the main thread, at the 99.9th percentile: one frame."""
FRAME_MS = 16.7
"""One frame of something that moves, at the 95th percentile: sixty a second."""
ACTION_RATIO = 1.0
"""A sealed action on disk, against persist-queue's SQLiteAckQueue with the plain body."""
ACTION_SYNCS = 1.0
"""How often a file is put to disk for one action."""
INTAKE_RATIO = 2.0
"""Central takes an item in, against the same rows by bare INSERTs in batches: at least half as
fast."""
EXCHANGE_MS = 1.5
"""Of the processor that central takes for an exchange in which nothing is sent."""
