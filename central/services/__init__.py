"""What central answers to the calls of a visit, a module for each démarche."""
