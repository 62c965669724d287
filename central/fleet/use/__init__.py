"""What kiosks were used for, told so that no number says what is hidden."""
