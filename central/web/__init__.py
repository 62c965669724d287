"""HTTP: the kiosk API and the public page, and what stands before both."""
