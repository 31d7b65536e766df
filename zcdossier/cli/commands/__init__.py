"""The commands: their options, the use cases they run, and which report shows the result."""
