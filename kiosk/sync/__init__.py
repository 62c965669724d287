"""The kiosk-sync process: the only door to the network.

Towards kiosk-ui it serves HTTP on a Unix socket (``listener``, ``peers``, ``routes``, ``events``);
towards central it is the client (``central``, ``exchange``, ``watcher``); in between stands the one
citizen session (``desk``). What is accepted while central is away, and what was printed, will be
kept in this process too, in its one SQLite file: an outbox and a print journal are packages beside
``desk``, with addresses of their own in ``routes``.
"""

from kiosk.sync.process import main

__all__ = ["main"]
