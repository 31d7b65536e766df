"""A name in both languages."""

from typing import NamedTuple


class Label(NamedTuple):
    """A short text in Chinese and English; `en` falls back to `zh`, as the portal's own words do."""

    zh: str
    en: str = ""

    def text(self, lang: str) -> str:
        """Return the text in `lang` (`zh` or `en`)."""
        return self.en if lang == "en" and self.en else self.zh
