"""What each process of the kiosk stands on: clocks, logs, the record of bugs, systemd."""
