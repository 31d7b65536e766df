"""Where the files of a heap belong, told by what was read off their pages. Opens no file."""
