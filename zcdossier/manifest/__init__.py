"""The dossier on disk to model values: the manifest bound to a profile's terms, and the walk over the folders."""
