"""Whatever is typed on the kiosk besides a code: one value each, by what its rules are about."""
