"""The pages on which fleet admins, agency staff and managers see and steer the kiosks."""
