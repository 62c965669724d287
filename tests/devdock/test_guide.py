"""The agents' guide: what it shows is there, what it calls by name is called so on the screens."""

import re

import pypdfium2
import pytest

from devdock.guide import GUIDE, as_html, print_guide
from kiosk.maintenance.registry import TOOLS
from shared_runtime.messages.loading import shipped
from tests.qml.drawings import file_of
from tests.qml.guide_drawings import shown_in_the_guide
from tests.system.console_browser import needs_chromium

TEXT = GUIDE.read_text(encoding="utf-8")
FRENCH = shipped().sentences["fr"]
TITLES = {FRENCH[f"tool.{tool.id}.title"] for tool in TOOLS}
TOOLS_NAMED = sorted(set(re.findall(r"\*([^*]+)\* → (?!touchez)", TEXT)))
BUTTONS_NAMED = sorted(set(re.findall(r"→ \*\*([^*]+)\*\*", TEXT)))


def test_there_are_ten_things_and_each_has_a_picture():
    things = re.findall(r"^## (\d+)[.] .+\n\n!\[.+\]\(", TEXT, re.MULTILINE)
    assert things == [str(number) for number in range(1, 11)]


def test_its_pictures_are_drawn():
    for name, file in shown_in_the_guide().items():
        assert file_of(name).is_file()
        assert file.is_file(), "`make guide` draws it"


@pytest.mark.parametrize("name", TOOLS_NAMED)
def test_a_tool_is_called_as_in_the_menu(name):
    assert name in TITLES


@pytest.mark.parametrize("name", BUTTONS_NAMED)
def test_a_button_is_called_as_on_its_page(name):
    assert name in FRENCH.values()


def test_each_heading_is_a_card():
    html = as_html("# Top\n\n## One\n\ntext\n\n## Two\n", "", "file:///docs/")
    assert html.count("<section>") == 2
    assert "<header><h1>Top</h1>" in html


@needs_chromium
def test_it_is_two_pages_of_paper(tmp_path):
    pdf = tmp_path / "guide.pdf"
    assert print_guide(pdf)
    document = pypdfium2.PdfDocument(str(pdf))
    sizes = [tuple(round(side) for side in page.get_size()) for page in document]
    document.close()
    assert sizes == [(595, 842)] * 2
