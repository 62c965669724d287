"""kiosk-sync's door as kiosk-ui sees it: what stands at each address of the Unix socket."""
