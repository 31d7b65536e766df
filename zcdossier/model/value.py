"""A typed text of the manifest together with where it stands."""

from typing import NamedTuple

from zcdossier.model.place import Place

YES = "是"
NO = "否"


class Value(NamedTuple):
    """`text` is what was typed; `canon` is the same thing in the profile's terms.

    For a choice `canon` is the id of the choice, for a flag it is 是 or 否, for everything else the text
    without surrounding white space.
    """

    text: str
    place: Place
    canon: str

    @property
    def empty(self) -> bool:
        """Whether nothing but white space was typed."""
        return not self.text.strip()
