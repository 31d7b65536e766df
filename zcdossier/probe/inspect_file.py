"""One file in, its facts out, whatever the file. The one place where trouble turns into facts."""

from pathlib import Path
from typing import BinaryIO

from zcdossier.model.facts import PICTURE_FORMATS, SCAN_FORMATS, FileFacts, Trouble
from zcdossier.probe.file_access import UnusableError, damaged, from_library_error, size_of
from zcdossier.probe.sniff import UNKNOWN, format_of_content, format_of_name, is_camera_raw
from zcdossier.source.regular_file import open_regular_file

_UPRIGHT = 1


def inspect_file(path: Path, name: str) -> FileFacts:
    """Return the facts of the file at `path`, known to people as `name`. Never raises."""
    facts = _facts_by_name(name)
    try:
        facts = facts._replace(bytes=size_of(path))
        with open_regular_file(path) as file:
            content = format_of_content(file, facts.bytes)
            facts = facts._replace(format=UNKNOWN if content == "tiff" and is_camera_raw(name) else content)
            return _read_content(file, path, facts)
    except UnusableError as error:
        return facts_with_trouble(facts, error)
    except OSError as error:
        return facts_with_trouble(facts, from_library_error(error))
    except Exception as error:  # a file that nobody thought of costs its record, not the run
        import logging  # for this rare case only

        logging.getLogger(__name__).debug("reading failed", exc_info=True)
        return facts_with_trouble(facts, from_library_error(error))


def facts_with_trouble(facts: FileFacts, error: UnusableError) -> FileFacts:
    """Return the facts of a file that can't be used after all."""
    return facts._replace(trouble=error.trouble, detail=error.detail)


def facts_of_unreachable(name: str, error: UnusableError) -> FileFacts:
    """Return the facts of a file that was not even looked at."""
    return facts_with_trouble(_facts_by_name(name), error)


def _facts_by_name(name: str) -> FileFacts:
    return FileFacts(path=name, bytes=0, format=UNKNOWN, suffix_format=format_of_name(name))


def _read_content(file: BinaryIO, path: Path, facts: FileFacts) -> FileFacts:
    if facts.format in PICTURE_FORMATS:
        from zcdossier.probe.picture_headers import read_picture  # a text needs no reader of pictures

        return read_picture(file, facts)
    if facts.format == "pdf":
        from zcdossier.probe.pdf_facts import read_pdf

        sizes, pages, pdf = read_pdf(file, path, facts.bytes)
        return facts._replace(pages=pages, sizes=sizes, orientation=_UPRIGHT, pdf=pdf)
    # Unknown content under the name of a scan is a broken scan, under another name another kind of file.
    if facts.format == UNKNOWN and facts.suffix_format in SCAN_FORMATS:
        raise damaged(f"≠ {facts.suffix_format.upper()}")
    raise UnusableError(Trouble.UNSUPPORTED)
