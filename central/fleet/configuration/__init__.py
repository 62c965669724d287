"""What kiosks are told: layers, drafts that a second person approves, and the signer."""
