"""Files people bring: pure parsers that list every problem at once."""
