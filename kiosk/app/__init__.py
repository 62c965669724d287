"""kiosk-ui put together: the session's loop and effects, printing, what devices and gateway say."""
