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
STAFF_IDLE_S = 100.0
"""With the warning's 20 s the two minutes after which whoever left the kiosk open has left it."""
STAFF_TYPING_S = 60.0
"""Nobody who is to type a PIN needs longer; the public's screen comes back."""
STAFF_LOCKED_S = 120.0
"""A shorter wait is counted down on the screen; for a longer one nobody stands there."""
DEED_S = 65.0
"""What kiosk-sync does for staff may reach for central; its own deadlines lie under it."""
CLEANING_S = 30.0
"""A cloth over the screen and back, twice."""
CARD_TEST_S = 30.0
"""To find a card, and put it in twice."""
