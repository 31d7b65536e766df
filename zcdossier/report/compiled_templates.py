"""The templates of pages, ready to be filled in: compiled once in a process, and kept compiled for the next.

To compile a page's templates takes longer than to fill them in. What is kept lies in `__pycache__` beside them, as
Python keeps its modules. It is used only while the template and Jinja's compiler are those it was made of, and is not
written where that folder is read-only.
"""

import sys
from functools import cache
from hashlib import sha1
from pathlib import Path

import jinja2.compiler
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from zcdossier.source.regular_file import write_cache_file

_FOLDER = "__pycache__"


@cache
def environment_of(folder: Path) -> Environment:
    """Return what compiles the templates of a folder and keeps them; one that was saved meanwhile is compiled anew."""
    return Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=CompiledTemplates(),
    )


class CompiledTemplates(BytecodeCache):
    """Keeps what Jinja compiled; Jinja itself compares the checksum, and the Python that it was compiled for."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket what is kept; whatever is wrong with that, the template is compiled again."""
        try:
            bucket.bytecode_from_string(Path(bucket.key).read_bytes())
        except Exception:  # noqa: BLE001  a file that is missing, cut off, or of somebody else
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, where the folder lets us."""
        write_cache_file(Path(bucket.key), bucket.bytecode_to_string())

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Where a template is kept."""
        template = Path(filename or name)
        return str(template.parent / _FOLDER / f"{template.name}.{sys.implementation.cache_tag}.compiled")

    def get_source_checksum(self, source: str) -> str:
        """What the template says, and by what it is compiled: two releases of Jinja need not compile alike."""
        return sha1(f"{_stamp_of_compiler()} {source}".encode(), usedforsecurity=False).hexdigest()


@cache
def _stamp_of_compiler() -> tuple[int | str, ...]:
    try:
        status = Path(jinja2.compiler.__file__).stat()
    except OSError:  # the program that stands alone holds its modules in one archive
        return (jinja2.__version__,)
    return status.st_size, status.st_mtime_ns
