"""Templates of names and the signs they are made of, held against what a profile declares."""

from zcdossier.lint.name_signs import SIGN_CLASSES
from zcdossier.model.label import Label
from zcdossier.model.name_facts import FIXED_SLOTS, names_by_label
from zcdossier.model.name_template import parse_template
from zcdossier.model.place import Place
from zcdossier.profiles.condition_reader import ConditionReader
from zcdossier.profiles.diagnostics import ask_if_meant, nearest_word
from zcdossier.profiles.symbols import APPLICANT


def check_template(text: str, place: Place, conditions: ConditionReader) -> None:
    """A template of names whose slots every one of the rule's sections can fill."""
    template = parse_template(text)
    for fault in template.faults:
        conditions.diagnostics.add(place, fault)
    symbols = conditions.symbols
    about_applicant = tuple(f"{APPLICANT}.{name}" for name in symbols.field_names(APPLICANT))
    for section in conditions.sections:
        names = (*symbols.field_names(section), *about_applicant, *FIXED_SLOTS)
        facts = ((name, f"{APPLICANT}.{name}") for name in symbols.applicant)
        labels = names_by_label(symbols.applicant, f"{APPLICANT}.")
        words = {**dict(facts), **dict(labels), **dict(names_by_label(symbols.fields_of(section)))}
        for name in template.names:
            if name not in names:
                near = words.get(name) or nearest_word(name, (*names, *words))
                guess = ask_if_meant(f"{{{words.get(near, near)}}}" if near else "")
                conditions.diagnostics.add(
                    place,
                    Label(f"{section} 填不出 {{{name}}}{guess.zh}", f"{section} can't fill in {{{name}}}{guess.en}"),
                )


def check_name_sign(text: str, place: Place, conditions: ConditionReader) -> None:
    """A word for many signs, or signs: a word in letters that is none of them is a mistake, and so is a Chinese one."""
    if text not in SIGN_CLASSES and len(text) > 1 and not text.isascii() and text.isalpha():
        message = Label(
            f"“{text}”会当作一个一个的字，有其中一个字就不行；不能有的词写 excludes: [{text}]",
            f"{text} stands for each of its characters; a word that a name must not hold is written excludes: [{text}]",
        )
        conditions.diagnostics.add(place, message)
        return
    if text not in SIGN_CLASSES and text.isascii() and text.isalpha() and len(text) > 1:
        listed = "、".join(SIGN_CLASSES)
        message = Label(f"没有 {text} 这类字符", f"there is no class of signs {text}")
        conditions.diagnostics.unknown(
            place, message, text, SIGN_CLASSES, otherwise=Label(f"；可以用：{listed}", f"; known: {listed}")
        )
