"""The values of the screens as QObjects: what QML is given to show. Nothing is decided here."""
