"""The scopes that there are to choose from on a form."""

from collections.abc import Sequence

from central.fleet.kiosk_filter import FilterChoices


def scopes_of_choices(choices: FilterChoices) -> Sequence[str]:
    """As ``Scope.parse`` reads them."""
    agencies = (f"agency:{each}" for each in choices.sites)
    return ("caisse", *agencies, *(f"tag:{each}" for each in choices.tags))
