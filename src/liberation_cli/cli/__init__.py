"""The command line: reads arguments, asks the chronology, prints a view."""
