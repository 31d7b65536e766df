"""The version of the program, which receipts and caches are tied to."""

__version__ = "0.1.0"
