"""The command line: options in, use cases run, reports out. Nothing is judged or built here."""
