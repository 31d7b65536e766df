"""Fill the Word forms that a notice asks for from one dossier, and put them where they can be printed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.build_place import keep_from_scans
from zcdossier.app.editable_folder import EditableFolder, unique_names
from zcdossier.app.lint_dossier import read_dossier, verdict_code
from zcdossier.assemble.keeping.upload_names import MAX_BYTES, safe_name
from zcdossier.errors import ExitCode, ExplainedError, system_reason
from zcdossier.lint.context import Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.record_selection import missing_facts
from zcdossier.model.dossier import Record
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.manifest_names import BUILD_FOLDER
from zcdossier.model.place import Place
from zcdossier.model.profile import Profile
from zcdossier.model.record_names import record_keys
from zcdossier.model.results import Diagnostic
from zcdossier.model.word_form import FilledForm, FilledForms, FormSheet, WordForm
from zcdossier.profiles.load import Profiles
from zcdossier.profiles.word_form_reader import find_template
from zcdossier.report.forms.answers import FillContext, figures_of

FORMS_FOLDER = "forms"
_SUFFIX = ".docx"


class FormsResult(NamedTuple):
    """What filling one dossier's forms did. `filled` is None when the manifest could not be read."""

    linted: LintResult
    out: Path
    filled: FilledForms | None = None

    def exit_code(self, *, listing: bool, strict: bool) -> ExitCode:
        """What it means to a script; a list of forms is no worse for those that are still to be filled."""
        if self.filled is None:
            return verdict_code(self.linted.verdict, strict=strict)
        is_good = (listing or self.filled.complete) and (self.filled.consistent or not strict)
        return ExitCode.OK if is_good else ExitCode.FINDINGS


class _PlannedSheet(NamedTuple):
    """A sheet to be made."""

    form: WordForm
    name: str
    template: bytes
    record: Record | None
    key: str = ""


def fill_forms(
    root: Path,
    *,
    as_of: date,
    out: Path | None = None,
    force: bool = False,
    dry_run: bool = False,
    profiles: Profiles | None = None,
) -> FormsResult:
    """Fill the forms of the dossier in `root` into `out` (else its `build/forms/`).

    `force` overwrites what somebody edited; `dry_run` touches nothing. Raises CannotRunError if `out` can't be written,
    or lies among the scans.
    """
    linted = read_dossier(root, profiles=profiles)
    folder = out or root / BUILD_FOLDER / FORMS_FOLDER
    if linted.dossier is None or linted.profile is None:
        return FormsResult(linted, folder)
    keep_from_scans(folder, root, linted.dossier)
    context = Context(linted.dossier, linted.profile, as_of=as_of)
    files = EditableFolder(folder, force=force, dry_run=dry_run)
    forms: dict[str, FilledForm] = {}
    planned: list[_PlannedSheet] = []
    for form in linted.profile.word_forms:
        forms[form.id], sheets = _plan_form(form, context)
        planned += sheets
    if planned:
        files.prepare()
    names = unique_names(plan.name for plan in planned)
    files.follow({name: plan.key for name, plan in zip(names, planned, strict=True)})
    for name, plan in zip(names, planned, strict=True):
        form_so_far = forms[plan.form.id]
        forms[plan.form.id] = form_so_far._replace(
            sheets=(*form_so_far.sheets, _fill_sheet(plan, name, context, files))
        )
    removed, left = files.finish() if folder.is_dir() else ((), ())
    return FormsResult(linted, folder, FilledForms(tuple(forms.values()), removed, left))


def _plan_form(form: WordForm, context: Context) -> tuple[FilledForm, list[_PlannedSheet]]:
    """Decide whether a form is wanted, and which sheets it has."""
    evaluation = Evaluation(context)
    is_wanted = evaluation.holds(form.when)
    state = FilledForm(form, is_wanted, where=_scan_place(form, context))
    records = context.records(form.owner) if form.owner else ()
    if is_wanted is None:
        state = state._replace(doubt=missing_facts(context, evaluation.missing))
    if is_wanted is False or not form.template or (is_wanted is None and not records):
        return state, []
    try:
        template = read_template(form, context.profile)
    except UnusableTemplateError as error:
        return state._replace(trouble=error.why), []
    if form.each:
        keys = record_keys(context.dossier, context.profile)
        sheets = [
            _PlannedSheet(
                form,
                _file_name(f"{form.file}-{number} {context.title(record).lstrip('*＊ ')}"),
                template,
                record,
                f"{form.id}/{keys.get(record.place.path, '')}",
            )
            for number, record in enumerate(records, 1)
        ]
        return state, sheets
    return state, [_PlannedSheet(form, _file_name(form.file), template, records[0] if records else None, form.id)]


def _fill_sheet(plan: _PlannedSheet, name: str, context: Context, files: EditableFolder) -> FormSheet:
    from zcdossier.report.forms.filler import fill_template  # python-docx is heavy

    figures = figures_of(plan.form, plan.record, context)
    computed = {figure.field: figure.computed for figure in figures if figure.computed}
    filled = fill_template(plan.template, FillContext(context, plan.form, plan.record, computed))
    put = files.put(name, filled.data, plan.key)
    path = plan.record.place.path if plan.record is not None else ""
    return FormSheet(name, put.outcome, path, filled.blanks, figures, put.beside, put.reason)


def _file_name(text: str) -> str:
    return safe_name(text, MAX_BYTES) + _SUFFIX


def _scan_place(form: WordForm, context: Context) -> Label | None:
    """The place of the sealed form's scan, in the notice's words."""
    if not form.scan:
        return None
    whole = context.section(form.scan)
    if whole is not None:
        return Label(f"附件“{whole.label.zh}”", f"attachment {whole.label.text('en')}")
    section, _, part = form.scan.rpartition(".")
    return Label("".join(_words(context, section, part, "zh")), "".join(_words(context, section, part, "en")))


def _words(context: Context, section: str, part: str, lang: str) -> Iterator[str]:
    found_section = context.section(section)
    if found_section is not None and part in found_section.parts:
        label, name = found_section.label.text(lang), found_section.parts[part].label.text(lang)
        yield f"“{label}”各条记录的“{name}”" if lang == "zh" else f"{name} of the records of {label}"


class UnusableTemplateError(ExplainedError):
    """A form can't be filled from its template."""


def read_template(form: WordForm, profile: Profile) -> bytes:
    """Return a form's template. Raises UnusableTemplateError when it is not there, or asks for what does not exist."""
    from zcdossier.report.forms.filler import TemplateError, template_text  # python-docx is heavy
    from zcdossier.report.forms.placeholders import unknown_placeholders

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
        unknown = list(dict.fromkeys(unknown_placeholders(template_text(data), form, profile)))
    except OSError as error:
        reason = system_reason(error)
        raise UnusableTemplateError(
            Label(f"读不了模板 {path}：{reason.zh}", f"can't read {path}: {reason.en}")
        ) from error
    except TemplateError as error:
        raise UnusableTemplateError(
            Label(
                f"{path} 不是 Word 文件（.docx），用 Word 另存一次",
                f"{path} is not a Word file (.docx); save it again with Word",
            )
        ) from error
    if unknown:
        raise UnusableTemplateError(
            Label(
                f"模板 {path} 里看不懂 {'、'.join(unknown)}", f"{path} has unknown placeholders: {', '.join(unknown)}"
            )
        )
    return data


def find_template_mistakes(profile: Profile) -> Iterator[Diagnostic]:
    """Yield what is wrong with the templates of a profile, at the forms that use them."""
    for form in profile.word_forms:
        if form.template:
            try:
                read_template(form, profile)
            except UnusableTemplateError as error:
                place = form.place or Place("")
                yield Diagnostic(place, Label(f"{form.id}：{error.why.zh}", f"{form.id}: {error.why.en}"))
