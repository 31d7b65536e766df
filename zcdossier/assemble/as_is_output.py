"""Sources handed in as they are, byte for byte: a signed PDF merged with others could not be verified any more."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from zcdossier.assemble import build_messages
from zcdossier.assemble.keeping.hash_cache import Fingerprint
from zcdossier.assemble.plan import RecordJob, check_as_they_are
from zcdossier.assemble.refusal import RefusedError, reading
from zcdossier.assemble.written_file import WrittenFile
from zcdossier.source.regular_file import read_regular_file


def copy_sources(job: RecordJob, sources: Mapping[str, Fingerprint]) -> Iterator[WrittenFile]:
    """Yield every source as it is to be written. Raises RefusedError for one that changed meanwhile."""
    check_as_they_are(job)
    for number, file in enumerate(job.files, start=1):
        with reading(file):
            data = read_regular_file(job.path(file))
        if sha256(data).hexdigest() != sources[file].sha256:
            raise RefusedError(build_messages.changed(file))
        yield WrittenFile(data, max(1, job.facts[file].pages), (number,), file)
