"""What central keeps: models, migrations, and the way to open them."""
