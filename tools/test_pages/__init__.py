"""Pages to measure the recognition with, in other fonts and looks than the sample's, and the truth beside."""
