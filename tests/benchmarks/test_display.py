"""When a picture counts as being on the display."""

import zlib

import pytest

from benchmarks.display import HEIGHT, WIDTH, Display, Expected, rows_with_something

BLANK = b"\x10\x20\x30\x00" * 4
DRAWN = b"\x10\x20\x30\x00" * 3 + b"\xff\xff\xff\x00"
OTHER = b"\x00\x00\xff\x00" + BLANK[4:]


def test_rows_of_one_colour_tell_nothing():
    assert rows_with_something((BLANK, DRAWN, BLANK, OTHER)) == (1, 3)
    with pytest.raises(ValueError, match="nothing stands still"):
        Expected.of([(BLANK, BLANK)])


def test_what_moves_does_not_tell():
    looks = [(DRAWN, DRAWN, BLANK), (DRAWN, OTHER, BLANK), (DRAWN, DRAWN, BLANK)]
    assert Expected.of(looks).telling == (0,)


def test_an_empty_display_is_not_like_the_picture_and_the_picture_is():
    expected = Expected.of([(DRAWN, OTHER, BLANK, BLANK)])
    assert expected.alike((BLANK,) * 4) == 0
    assert expected.alike((DRAWN, BLANK, BLANK, BLANK)) == 0.5
    assert expected.alike((DRAWN, OTHER, DRAWN, DRAWN)) == 1


def test_a_picture_is_a_png_of_the_pixels(tmp_path):
    pixels = memoryview(bytes((1, 2, 3, 0)) * (WIDTH * HEIGHT))
    file = tmp_path / "new" / "picture.png"
    Display(":0", pixels, WIDTH * 4).picture(file)
    written = file.read_bytes()
    assert written.startswith(b"\x89PNG\r\n\x1a\n")
    start = written.index(b"IDAT") + 4
    rows = zlib.decompress(written[start : written.index(b"IEND") - 8])
    assert rows == (b"\0" + b"\x03\x02\x01" * WIDTH) * HEIGHT
