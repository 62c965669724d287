"""The part of python-escpos that strips are rendered with."""
