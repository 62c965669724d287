"""A kiosk at which staff are let in."""

from tests.sync.staff.stand import staff_stand

__all__ = ["staff_stand"]
