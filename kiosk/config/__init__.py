"""The kiosk's configuration: one TOML file, a section for each process, and the territories."""
