"""A language is added by adding its folder: screens, doctor, commands and check page speak it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QGuiApplication
from typer.testing import CliRunner

from kiosk.cli import doctor as doctor_command
from kiosk.cli import language
from kiosk.config import text_by_language
from kiosk.config.settings import KioskSettings
from kiosk.config.text_by_language import TextByLanguage
from kiosk.doctor.report import DoctorReport
from kiosk.domain.flow import Option, TakePaper
from kiosk.domain.states import InService
from shared_runtime.messages import loading
from shared_runtime.messages.catalogue import Catalogue
from shared_runtime.messages.message import message
from tests.demarches import ATTESTATION
from tests.domain.kiosk import TODAY
from tests.domain.people import ALONE
from tests.third_language import ARABIC, MARK, NAME, messages_with_arabic
from tests.ui.places import DEMO_PLACE
from tests.ui.views import step_shown, view, visit
from tests.ui.visitor import Visitor
from wire.health import HealthCode, Part, check_of

FSI, PDI = "\u2068", "\u2069"


@pytest.fixture
def catalogue(tmp_path) -> Catalogue:
    return loading.load(messages_with_arabic(tmp_path))


@pytest.fixture
def visitor(qapp: QGuiApplication, catalogue: Catalogue) -> Iterator[Visitor]:
    visitor = Visitor(catalogue, replace(DEMO_PLACE, languages=catalogue.languages))
    yield visitor
    visitor.leave()


def test_the_screens_offer_it_by_its_own_name_and_speak_it(visitor):
    assert list(visitor.app.property("languages")) == ["fr", ARABIC, "en"]
    assert list(visitor.app.property("languageNames")) == ["Français", NAME, "English"]
    visitor.touch("setLanguage", ARABIC)
    assert visitor.app.property("language") == ARABIC
    assert visitor.header("agencyLine").startswith(f"{MARK} {FSI}Agence du Centre{PDI}")


@pytest.mark.parametrize(("pages", "form"), [(1, "one"), (2, "two"), (3, "few"), (11, "many")])
def test_the_screens_count_in_all_its_forms(catalogue, pages, form):
    step = TakePaper(message("paper.attestation"), pages, (Option(message("paper.taken"), 1),))
    seen = step_shown(InService(visit(ALONE), ATTESTATION, TODAY), step, view(catalogue, ARABIC))
    (said,) = seen.lines
    assert said.startswith(f"{MARK} {form}: ")
    assert f"{FSI}{pages}{PDI}" in said
    assert "dans le bac, à droite" in said  # of the configuration, which has no Arabic
    assert not catalogue.missing


def test_the_doctor_speaks_it_and_refuses_what_nobody_speaks(catalogue, monkeypatch):
    out = check_of(Part.PRINTER, HealthCode.PRINTER_NO_QUEUE, {"queue": "borne"})
    found = DoctorReport(datetime(2026, 11, 22, tzinfo=UTC), (out,))
    monkeypatch.setattr(doctor_command, "report", lambda *_: found)
    monkeypatch.setattr(language, "shipped", lambda: catalogue)
    asked = CliRunner().invoke(doctor_command.app, ["--lang", ARABIC])
    of_terminal = CliRunner().invoke(doctor_command.app, env={"LC_ALL": "ar_MA.UTF-8"})
    assert asked.stdout == of_terminal.stdout
    assert asked.stdout.startswith(f"{MARK} État de la borne : ")
    assert f"{MARK} CUPS ne connaît pas la file « {FSI}borne{PDI} »" in asked.stdout
    refused = CliRunner().invoke(doctor_command.app, ["--lang", "tlh"])
    assert refused.exit_code == 2
    assert "fr, ar, en" in refused.stderr


def test_the_configuration_offers_it_and_has_texts_in_it(tmp_path, monkeypatch):
    messages = messages_with_arabic(tmp_path)
    monkeypatch.setattr(text_by_language, "messages_folder", lambda: messages)
    settings = KioskSettings(
        languages=("fr", ARABIC), agent_where=TextByLanguage(fr="Ici.", **{ARABIC: MARK})
    )
    assert settings.place().languages == ("fr", ARABIC)
    assert settings.place().agent_where == {"fr": "Ici.", ARABIC: MARK}
