"""The form in which somebody says what a layer says, made from the typed model."""
