"""What can be measured of files: one registry, from which reading, judging, describing and the docs follow."""
