"""A memory stick that staff put in, let in as root for the seconds in which one file is written.

The kernel knows no memory stick at a kiosk (``systemd/udev/rules.d``). kiosk-sync lays a sealed
support bundle down and starts ``borne-save-bundle.service``, which takes no words: this package, as
root, in a mount namespace of its own. What it came to lies in a file beside.
"""
