"""Positioned YAML: bytes in, nodes with places and located problems out. Knows nothing of dossiers."""
