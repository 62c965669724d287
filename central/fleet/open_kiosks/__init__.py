"""Where kiosks are that people can go to: for the public, and for kiosks that cannot serve."""
