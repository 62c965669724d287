"""HTTP: the kiosks' door and the public page, and what stands before both."""
