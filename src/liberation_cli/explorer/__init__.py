"""The explorer: a chronology travelled through on the screen, or line by line."""
