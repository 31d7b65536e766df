"""One file in, its facts out, whatever the file. The one place where trouble turns into facts."""

from pathlib import Path
from typing import BinaryIO

from zcdossier.model.facts import PICTURE_FORMATS, FileFacts, Trouble
from zcdossier.probe.access import size_of
from zcdossier.probe.pdf import read_pdf
from zcdossier.probe.picture import read_picture
from zcdossier.probe.reading import Reading, UnusableError, damaged, foreign
from zcdossier.probe.sniff import UNKNOWN, USABLE, format_of_content, format_of_name
from zcdossier.source.plain_file import open_plain


def inspect(path: Path, shown: str) -> FileFacts:
    """Return the facts of the file at `path`, known to people as `shown`. Never raises."""
    facts = FileFacts(path=shown, bytes=0, format=UNKNOWN, suffix_format=format_of_name(shown))
    try:
        facts = facts._replace(bytes=size_of(path))
        with open_plain(path) as file:
            facts = facts._replace(format=format_of_content(file, facts.bytes))
            return _with(facts, _read(file, path, facts))
    except UnusableError as error:
        return troubled(facts, error)
    except OSError as error:
        return troubled(facts, foreign(error))
    except Exception as error:  # a file that nobody thought of costs its record, not the run
        import logging  # noqa: PLC0415 - for this rare case only

        logging.getLogger(__name__).debug("reading failed", exc_info=True)
        return troubled(facts, foreign(error))


def troubled(facts: FileFacts, error: UnusableError) -> FileFacts:
    """Return the facts of a file that can't be used after all."""
    return facts._replace(trouble=error.trouble, detail=error.detail)


def absent(shown: str, error: UnusableError) -> FileFacts:
    """Return the facts of a file that was not even looked at."""
    empty = FileFacts(path=shown, bytes=0, format=UNKNOWN, suffix_format=format_of_name(shown))
    return troubled(empty, error)


def _read(file: BinaryIO, path: Path, facts: FileFacts) -> Reading:
    if facts.format in PICTURE_FORMATS:
        return read_picture(file, facts.bytes, facts.format)
    if facts.format == "pdf":
        return read_pdf(file, path, facts.bytes)
    # Unknown content under the name of a scan is a broken scan, under another name another kind of file.
    if facts.format == UNKNOWN and facts.suffix_format in USABLE:
        raise damaged(f"≠ {facts.suffix_format.upper()}")
    raise UnusableError(Trouble.UNSUPPORTED)


def _with(facts: FileFacts, reading: Reading) -> FileFacts:
    return facts._replace(
        detail=reading.detail,
        pages=reading.pages,
        sizes=reading.sizes,
        mode=reading.mode,
        dpi=reading.dpi,
        orientation=reading.orientation,
        pdf=reading.pdf,
    )
