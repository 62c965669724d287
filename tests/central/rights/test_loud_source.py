"""A caisse's own rights source that warns of whom it was asked for."""

from pathlib import Path

import pytest

from tests.central import server
from tests.central.world import PEOPLE

LOUD = """
import logging
import warnings
from central.rights.seeded import SeededSource, seeded_source

class Loud(SeededSource):
    def identify(self, card):
        warnings.warn(f"asked for {card.nir} {card.family_name}", UserWarning)
        logging.getLogger("caisse").error(f"asked for {card.nir} {card.family_name}")
        return super().identify(card)

def source(_settings):
    quiet = seeded_source()
    return Loud(*(getattr(quiet, name) for name in quiet.__dataclass_fields__))
"""


@pytest.mark.system
def test_the_person_it_names_is_in_no_line_of_centrals(tmp_path: Path) -> None:
    (tmp_path / "loud.py").write_text(LOUD)
    person = PEOPLE["camille-martin"]
    with server.serving(tmp_path, RIGHTS_SOURCE="loud:source") as central:
        central.open("camille-martin")
        log = central.log
    assert '"place": "loud.py:8"' in log
    assert '"place": "loud.py:9"' in log
    assert '"library": "caisse"' in log
    assert person.nir not in log
    assert person.family_name not in log
