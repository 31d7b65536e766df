"""The files of a record that becomes several, and sources handed in as they are, byte for byte.

A signed PDF that is merged with others could not be verified any more.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from zcdossier.assemble import build_messages
from zcdossier.assemble.keeping.hash_cache import Fingerprint
from zcdossier.assemble.plan import RecordJob, check_as_they_are
from zcdossier.assemble.refusal import RefusedError, reading
from zcdossier.source.regular_file import read_regular_file


class WrittenFile(NamedTuple):
    """One of several, before it is written.

    `pages` are how many it has, `numbers` those of the plan that it shows, `source` the file it comes from.
    """

    data: bytes
    pages: int
    numbers: tuple[int, ...]
    source: str


def copy_sources(job: RecordJob, sources: Mapping[str, Fingerprint]) -> Iterator[WrittenFile]:
    """Yield every source as it is to be written. Raises RefusedError for one that changed meanwhile."""
    check_as_they_are(job)
    for number, file in enumerate(job.files, start=1):
        with reading(file):
            data = read_regular_file(job.path(file))
        if sha256(data).hexdigest() != sources[file].sha256:
            raise RefusedError(build_messages.changed(file))
        yield WrittenFile(data, max(1, job.facts[file].pages), (number,), file)
