"""The dock's window, beside the kiosk: one box a module, and a mover that never blocks it."""
