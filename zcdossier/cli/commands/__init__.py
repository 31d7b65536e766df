"""One module per command: its options, the use case it runs, and which report shows the result."""
