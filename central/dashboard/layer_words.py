"""How pages call layers, and those who said something in them."""

from collections.abc import Iterable
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.admins.shown_names import shown_names
from central.dashboard.words import Words
from central.fleet.configuration.layers import ConfigurationLayer, LayerKind
from central.store.models import KioskRow


def layer_path(layer: ConfigurationLayer, page: str = "layers") -> str:
    return f"/configuration/{page}/{quote(str(layer), safe=':')}"


def layer_title(layer: ConfigurationLayer, name: str, words: Words) -> str:
    """``name``: what people call it."""
    return words.say(f"config.layer.{layer.kind}", name=name)


def name_of(db: Session, layer: ConfigurationLayer) -> str:
    """What people call it: the kiosk's name, else the layer's own."""
    if layer.kind is not LayerKind.KIOSK:
        return layer.name
    return db.scalar(select(KioskRow.name).where(KioskRow.id == layer.name)) or layer.name


def authors(db: Session, people: Iterable[str]) -> dict[str, str]:
    """Their names: an admin's own, else the account of the system as it stands."""
    asked = set(people)
    known = shown_names(db, asked)
    return {each: known.get(each, each) for each in asked}
