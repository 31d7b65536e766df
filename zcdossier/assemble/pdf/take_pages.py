"""Some pages of a PDF as a PDF of their own, nothing coded anew. The same pages give the same bytes."""

import io
from collections.abc import Sequence

from zcdossier.assemble.pdf.safe_reading import limit_library


def take_pages(data: bytes, pages: Sequence[int]) -> bytes:
    """Return a PDF of some pages (from 1). Raises pikepdf.PdfError, or IndexError where it has no such page."""
    import pikepdf

    limit_library()
    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as target:
        for number in pages:
            if not 0 < number <= len(source.pages):
                raise IndexError(number)
            target.pages.append(source.pages[number - 1])
        target.remove_unreferenced_resources()
        out = io.BytesIO()
        target.save(out, deterministic_id=True)
    return out.getvalue()
