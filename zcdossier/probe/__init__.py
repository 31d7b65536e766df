"""A file in, frozen facts out. The only room that looks inside scans; it judges nothing and changes nothing."""
