"""What of a dossier may be shown, and to whom: applied whatever the source answered."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from central.rights.age import anniversary, is_under_autonomy
from central.rights.people import Cover, Dossier
from wire.rights import C2S, Contrat, NatureAssurance, Periode


def visible(dossier: Dossier, today: date) -> Dossier:
    """The dossier as the insured person may see it today.

    Dependants who are, or may be, 16 are left out, and so are other adults: they have own cards.
    Periods are those of the official window: from today to one year ahead, never the past.
    """
    return replace(
        dossier,
        assure=_within_window(dossier.assure, today),
        ayants_droit=tuple(
            _within_window(cover, today)
            for cover in dossier.ayants_droit
            if is_under_autonomy(cover.person.id.birth_date, today)
        ),
    )


def nirs_of(covers: Iterable[Cover]) -> tuple[str, ...]:
    """Whom they tell of, each once."""
    return tuple(sorted({cover.person.id.nir for cover in covers}))


def current_amo(cover: Cover, today: date) -> Periode | None:
    """The period of compulsory insurance that holds today; of several, the longest lasting."""
    holding = [
        periode
        for contrat in cover.contrats
        if contrat.nature_assurance is NatureAssurance.AMO
        for periode in contrat.periodes_droits
        if _holds(periode, today)
    ]
    return max(holding, key=lambda periode: periode.date_fin or date.max, default=None)


def _holds(periode: Periode, day: date) -> bool:
    return periode.date_debut <= day and (periode.date_fin is None or day <= periode.date_fin)


def _within_window(cover: Cover, today: date) -> Cover:
    contrats = (
        replace(contrat, periodes_droits=_periods_in_window(contrat.periodes_droits, today))
        for contrat in cover.contrats
    )
    return replace(
        cover,
        contrats=tuple(contrat for contrat in contrats if contrat.periodes_droits),
        exoneration=_in_window(cover.exoneration, today),
        c2s=_c2s_in_window(cover.c2s, today),
    )


def _periods_in_window(periods: tuple[Periode, ...], today: date) -> tuple[Periode, ...]:
    kept = (_in_window(periode, today) for periode in periods)
    return tuple(periode for periode in kept if periode is not None)


def _c2s_in_window(c2s: C2S | None, today: date) -> C2S | None:
    periode = None if c2s is None else _in_window(c2s.periode, today)
    return None if c2s is None or periode is None else replace(c2s, periode=periode)


def _in_window(periode: Periode | None, today: date) -> Periode | None:
    """The period, with an end beyond the horizon told as not known yet; ``None`` outside it."""
    horizon = anniversary(today, 1)
    if periode is None or periode.date_debut > horizon:
        return None
    if periode.date_fin is None or periode.date_fin > horizon:
        return replace(periode, date_fin=None)
    return periode if periode.date_fin >= today else None


def without_extras(cover: Cover) -> Cover:
    """The cover as the minimal attestation tells it: neither C2S, exemption nor complementary."""
    amo: tuple[Contrat, ...] = tuple(
        c for c in cover.contrats if c.nature_assurance is NatureAssurance.AMO
    )
    return replace(cover, contrats=amo, exoneration=None, c2s=None)
