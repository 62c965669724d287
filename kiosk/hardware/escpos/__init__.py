"""The receipt printer behind a device file; rendering what it prints is not done here."""
