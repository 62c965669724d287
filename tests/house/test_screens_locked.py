"""What the screens may not have: words that are read as markup, ways out, fields of Qt's own."""

import re

import pytest

from tests.house.files import ROOT

SCREENS = sorted((ROOT / "qml").rglob("*.qml"))
WAYS_OUT = re.compile(
    r"\b(openUrl\w*|onLinkActivated|onLinkHovered|linkAt|\w*FileDialog|FolderDialog|FontDialog"
    r"|ColorDialog|MessageDialog|PrintDialog|Qt\.labs\.platform|SystemTrayIcon|MenuBar|WebView\w*"
    r"|WebEngine\w*|Clipboard|XMLHttpRequest|Qt\.quit|Qt\.exit|Process)\b"
)
FIELDS = re.compile(
    r"^\s*(TextInput|TextEdit|TextField|TextArea|SpinBox|DropArea|Drag)\b", re.MULTILINE
)
"""Fields of Qt's own take what is pasted and dragged, and open menus: ours take one character."""
TEXT = re.compile(
    r"^(?P<indent>[ ]*)(?:\w+:\s*)?Text \{\n(?P<body>.*?)^(?P=indent)\}", re.MULTILINE | re.DOTALL
)
OTHER_FORMATS = re.compile(r"\b(AutoText|RichText|StyledText|MarkdownText)\b")


@pytest.mark.parametrize("screen", SCREENS, ids=lambda file: file.stem)
def test_a_screen_leads_nowhere_else(screen) -> None:
    text = screen.read_text(encoding="utf-8")
    assert WAYS_OUT.findall(text) == []
    assert FIELDS.findall(text) == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda file: file.stem)
def test_no_words_are_read_as_markup(screen) -> None:
    text = screen.read_text(encoding="utf-8")
    assert OTHER_FORMATS.findall(text) == []
    texts = [match["body"] for match in TEXT.finditer(text)]
    assert len(texts) == len(re.findall(r"\bText \{", text)), "one is written in a line of its own"
    assert all("textFormat: Text.PlainText" in body for body in texts)


def test_there_is_a_text_to_look_at() -> None:
    assert any(TEXT.search(screen.read_text(encoding="utf-8")) for screen in SCREENS)
