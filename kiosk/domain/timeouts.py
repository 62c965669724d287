"""Every duration of the session, in seconds, with why it is what it is."""

BOOTING_S = 60.0
"""A reader that is well reports within seconds; after a minute staff should see that it is not."""
READING_S = 10.0
"""Reading takes under a second; ten leave room for a slow chip and one retry."""
WRONG_CARD_S = 30.0
"""Long enough to read two short sentences twice."""
IDLE_S = 60.0
"""Without a touch for a minute somebody may have walked away and left their data on the screen."""
IDLE_WARNING_S = 20.0
"""EN 301 549 asks for at least 20 s to extend."""
EXCHANGE_S = 8.0
"""No citizen waits longer on central: the calm screen is better than hope. The gateway's own
deadline lies just under it, so that its better-informed answer usually comes first."""
PAPER_S = 170.0
"""The printer's own deadline (60 s of trouble, then cancel and purge) lies well under it."""
LEAVING_S = 20.0
"""The card is out: time to take the paper, without keeping the next person waiting."""
TAKE_CARD_REMINDER_S = 10.0
"""How often the screen reminds of a forgotten card: insistent, not alarming."""
GLIMPSE_S = 1.0
"""How long a character of a code shows as it is typed, to whoever asked for that: long enough to
see it, too short to read the code over a shoulder."""
REVEAL_S = 10.0
"""How long a hidden number shows after *Afficher*."""
