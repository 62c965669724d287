"""Header names of the two APIs, and sizes and times that both sides agree on."""

SESSION_HEADER = "Borne-Session"
"""kiosk-ui to kiosk-sync: the UUID of the visit that a call belongs to."""
STAY_HEADER = "Borne-Stay"
"""kiosk-ui to kiosk-sync: the UUID of the stay of staff that a call belongs to, that of the attempt
which let them in."""
DEED_HEADER = "Borne-Deed"
"""Beside it, of what changes something: the UUIDv7 minted at the touch. The same is done once."""
CITIZEN_HEADER = "Borne-Citizen"
"""kiosk-sync to central: the token of the citizen session that a call belongs to."""
RUNNING_CONFIGURATION = "configuration"
UNUSABLE_CONFIGURATION = "unusable"
"""In the query of kiosk-ui's ``GET /v1/events``: the version of the fleet's configuration that its
screen runs (0 for its own file alone), and the one that it was to run and could not use."""
MAX_BODY_BYTES = 262_144
"""Largest body either side takes or believes: 19 beneficiaries fit some ten times over."""
