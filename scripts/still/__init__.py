"""The picture that says out of service, which is shown when nothing of the kiosk runs."""
