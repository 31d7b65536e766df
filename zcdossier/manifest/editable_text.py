"""The text of a dossier.yaml that is to be edited: read with its tree, and written back the way it was coded."""

from typing import NamedTuple

from zcdossier.errors import ExplainedError
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import MANIFEST_NAME
from zcdossier.source.nodes import MapNode
from zcdossier.source.reader import UTF8_BOM, decode, read_bytes


class ManifestEditError(ExplainedError):
    """The manifest is written in a way in which it can't be edited safely."""


class ManifestText(NamedTuple):
    """A manifest's text, its tree, how many problems its reading showed, and the bytes before it."""

    text: str
    root: MapNode
    problems: int
    mark: bytes

    def encode(self, edited: str) -> bytes:
        """Return the bytes of another text, as these were."""
        return self.mark + edited.encode("utf-8")


def read_manifest_text(data: bytes, unusual: ManifestEditError) -> ManifestText:
    """Return a manifest as it can be edited. Raises an error of the kind of `unusual`, or that one."""
    decoded = decode(data)
    if decoded.text is None or decoded.note not in ("", "bom"):
        raise type(unusual)(
            Label(
                f"{MANIFEST_NAME} 不是 UTF-8 编码，先用编辑器另存为 UTF-8",
                f"{MANIFEST_NAME} is not in UTF-8; save it as UTF-8 first",
            )
        )
    read = read_bytes(data, MANIFEST_NAME)
    if not isinstance(read.root, MapNode):
        raise unusual
    mark = UTF8_BOM if data.startswith(UTF8_BOM) else b""
    return ManifestText(decoded.text, read.root, len(read.problems), mark)
