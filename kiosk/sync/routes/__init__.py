"""kiosk-sync's API as kiosk-ui sees it: what stands at each address of the Unix socket."""
