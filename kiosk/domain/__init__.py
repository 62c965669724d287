"""What the kiosk is, in pure Python: no input, output, clock or chance in here."""
