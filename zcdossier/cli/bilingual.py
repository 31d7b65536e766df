"""Help texts in both languages in one string, so that the language is chosen when a page is shown."""

_SEPARATOR = "␟"


def both(zh: str, en: str) -> str:
    """Join the two."""
    return f"{zh}{_SEPARATOR}{en}"


def in_language(text: str | None, lang: str) -> str:
    """Take out the one to show; a text in one language only is that text."""
    zh, _, en = (text or "").partition(_SEPARATOR)
    return (en if lang == "en" and en else zh).strip()
