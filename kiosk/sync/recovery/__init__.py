"""What is done about a damaged store: examined, put aside, read from its pages, made anew."""
