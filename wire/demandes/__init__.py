"""What people ask for and a caisse deals with later: a module for each kind, and all its facts."""
