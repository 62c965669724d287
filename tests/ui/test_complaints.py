"""What QML complains of is logged by its place: its words may quote what is on the screen."""

import logging

import pytest

from kiosk.ui.engine import _log_complaint


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("file:///opt/qml/Kiosk/screens/Home.qml:31:5: Unable to assign MARTIN", "Home.qml:31"),
        ("MARTIN is not defined", "unknown"),
    ],
)
def test_a_complaint_names_its_place_and_nothing_else(caplog, text, place):
    with caplog.at_level(logging.WARNING):
        _log_complaint(text)
    (record,) = caplog.records
    assert (record.message, record.__dict__["place"]) == ("screen_complained", place)
    assert "MARTIN" not in str(record.__dict__)
