"""What a kiosk may ask of central for the person who stands there: a module for each démarche.

Each row of the table is kiosk-sync's leave to pass a call on, kiosk-ui's way to make it, and
central's route, level and published description. A call is made at kiosk-sync's API as
``POST /v1/calls/{name}``, with the visit in the header; kiosk-sync makes it at central's, with the
visit's token.
"""
