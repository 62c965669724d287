"""What central itself says to people: the text message. Its pages have their own catalogue."""

PROVISIONAL_CODE_SMS = (
    "Votre code provisoire pour la borne : {code}. "
    "Il est valable {minutes} minutes et une seule fois. Ne le donnez à personne."
)
