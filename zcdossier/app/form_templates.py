"""The templates of a profile's Word forms: found, read, and held against what the profile knows."""

from collections.abc import Iterator

from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Profile
from zcdossier.model.word_form import WordForm
from zcdossier.profiles.mistakes import Mistake
from zcdossier.profiles.word_forms import find_template


class UnusableTemplateError(Exception):
    """A form can't be filled from its template; says why in both languages."""

    def __init__(self, why: Label) -> None:
        super().__init__(why.en)
        self.why = why


def read_template(form: WordForm, profile: Profile) -> bytes:
    """Return a form's template. Raises UnusableTemplateError when it is not there, or asks for what does not exist."""
    from zcdossier.report.forms.filler import TemplateError, template_text  # noqa: PLC0415  python-docx is heavy
    from zcdossier.report.forms.terms import misunderstood  # noqa: PLC0415

    path = find_template(form, profile.chain)
    if path is None:
        raise UnusableTemplateError(
            Label(
                f"找不到模板 {form.template}；放进申报要求的文件夹里",
                f"there is no template {form.template}; put it into the profile's folder",
            )
        )
    try:
        data = path.read_bytes()
        unknown = list(dict.fromkeys(misunderstood(template_text(data), form, profile)))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnusableTemplateError(Label(f"读不了模板 {path}：{reason}", f"can't read {path}: {reason}")) from error
    except TemplateError as error:
        raise UnusableTemplateError(
            Label(f"{path} 不是 Word 文件（.docx），用 Word 另存一次", f"{path} is no Word file (.docx); save it again")
        ) from error
    if unknown:
        raise UnusableTemplateError(
            Label(f"模板 {path} 里看不懂 {'、'.join(unknown)}", f"{path} has unknown {', '.join(unknown)}")
        )
    return data


def template_mistakes(profile: Profile) -> Iterator[Mistake]:
    """Yield what is wrong with the templates of a profile, at the forms that use them."""
    for form in profile.word_forms:
        if form.template:
            try:
                read_template(form, profile)
            except UnusableTemplateError as error:
                place = form.place or Place("")
                yield Mistake(place, f"{form.id}：{error.why.zh}", f"{form.id}: {error.why.en}")
