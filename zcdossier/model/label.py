"""A text in both languages, and several of them in a row."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

LANGUAGES = ("zh", "en")


class Label(NamedTuple):
    """A short text in Chinese and English; `en` falls back to `zh`, as the portal's own words do."""

    zh: str
    en: str = ""

    def text(self, lang: str) -> str:
        """Return the text in `lang` (`zh` or `en`)."""
        return self.en if lang == "en" and self.en else self.zh


def in_both(render: Callable[[str], str]) -> Label:
    """Return what `render` makes in each language, `zh` and `en`."""
    return Label(render("zh"), render("en"))


def concat_labels(*labels: Label) -> Label:
    """Put one label right after the other."""
    return in_both(lambda lang: "".join(label.text(lang) for label in labels))


def fill_label(template: Label, **args: object) -> Label:
    """Put arguments into their places in braces; one that is a label is put there in the language of the text."""

    def fill(lang: str) -> str:
        return template.text(lang).format(
            **{name: value.text(lang) if isinstance(value, Label) else value for name, value in args.items()}
        )

    return in_both(fill)


_COMMA = Label("、", ", ")


def join_labels(labels: Iterable[Label], between: Label = _COMMA) -> Label:
    """Put labels in a row."""
    texts = tuple(labels)
    return Label(
        between.zh.join(label.zh for label in texts), between.text("en").join(label.text("en") for label in texts)
    )


def join_words(words: Iterable[object], between: Label = _COMMA) -> Label:
    """Put what is the same in both languages in a row."""
    texts = [str(word) for word in words]
    return Label(between.zh.join(texts), between.text("en").join(texts))
