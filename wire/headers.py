"""Header names of the two APIs, and sizes and times that both sides agree on."""

SESSION_HEADER = "Borne-Session"
"""kiosk-ui to kiosk-sync: the UUID of the visit that a call belongs to."""
CITIZEN_HEADER = "Borne-Citizen"
"""kiosk-sync to central: the token of the citizen session that a call belongs to."""
MAX_BODY_BYTES = 262_144
"""Largest body either side takes or believes: 19 beneficiaries fit some ten times over."""
