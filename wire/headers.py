"""Header names of the two doors, and sizes and times both sides of a door agree on."""

SESSION_HEADER = "Borne-Session"
"""kiosk-ui to kiosk-sync: the UUID of the visit that a call belongs to."""
CITIZEN_HEADER = "Borne-Citizen"
"""kiosk-sync to central: the token of the citizen session that a call belongs to."""
MAX_BODY_BYTES = 262_144
"""Largest body either door takes or believes: 19 beneficiaries fit some ten times over."""
