"""When a thing was asked for, whatever the kiosk's clock says."""

from datetime import datetime, timedelta

from wire.sync import ItemHeader, SyncRequest

LONGEST_QUEUED = timedelta(days=90)
"""Kiosks try for 30 days and staff may let them try again: a time further back is a wrong clock."""


def made_at(header: ItemHeader, sent: SyncRequest, received_at: datetime) -> datetime:
    """By the seconds since the kiosk was started, where it has not been started anew since; else by
    its clock, unless that cannot be right: then the time it came in."""
    if header.boot == sent.boot:
        age = timedelta(seconds=max(0.0, sent.uptime_s - header.made_at_s))
        estimate = received_at - min(age, LONGEST_QUEUED)
    else:
        estimate = header.created_at
    plausible = received_at - LONGEST_QUEUED <= estimate <= received_at
    return estimate if plausible else received_at
