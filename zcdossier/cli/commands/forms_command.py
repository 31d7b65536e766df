"""`zcdossier forms`."""

from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli import option_values, options
from zcdossier.cli.batch import discover, output_paths, run_each
from zcdossier.cli.boundary import Failure, worst_code
from zcdossier.cli.command_line import PATH, command, flag, option
from zcdossier.cli.console import Console
from zcdossier.model.label import Label
from zcdossier.report.style import Detail

if TYPE_CHECKING:
    from zcdossier.app.fill_forms import FormsResult


HELP = Label(
    "按清单填好通知里印的表，写成 Word 文件，放在材料的 build/forms 里，打印签字盖章就能用。\n"
    "您在 Word 里改过的不会被覆盖；清单里没有的内容留空手写。",
    "Fill in the notice's printed forms from the manifest, as Word files in build/forms, ready to print, sign "
    "and seal.\nFiles you edited in Word are not overwritten; what the manifest does not say is left blank to "
    "fill in by hand.",
)


_NO_FORMS: dict[str, object] = {"forms": [], "removed": [], "left": []}


@command("forms", HELP)
@options.paths_argument
@option(
    "--out",
    label=Label("写到这个文件夹，而不是材料里的 build/forms。", "Write into this folder instead of build/forms."),
    metavar="OUT",
    type=PATH,
)
@flag("--force", label=Label("连改过的也覆盖。", "Overwrite forms even if they were edited."))
@flag(
    "--list",
    "listing",
    label=Label(
        "只列出通知要哪些表、填好没有，不写文件。",
        "Only list which forms the notice asks for and which are filled in; write nothing.",
    ),
)
@options.data_format_option
@options.strict_option
@options.as_of_option
@options.quiet_option
def forms(
    console: Console,
    *,
    paths: tuple[Path, ...],
    out: Path | None,
    force: bool,
    listing: bool,
    format_: option_values.DataFormat,
    strict: bool,
    as_of: str,
    quiet: bool,
) -> int:
    """Fill the forms of every dossier found."""
    from zcdossier.app.fill_forms import fill_forms
    from zcdossier.profiles.load import Profiles
    from zcdossier.report.json_document import json_document

    day, profiles = option_values.read_as_of(as_of), Profiles()
    roots = discover(option_values.paths_or_here(paths), console)
    places = output_paths(roots, out, option_values.paths_or_here(paths))
    as_json = format_ is option_values.DataFormat.JSON
    forms_output = _FormsOutput(
        console, option_values.choose_detail(quiet=quiet, verbose=False), listing=listing, as_json=as_json
    )
    codes: list[int] = []

    def work(root: Path) -> "FormsResult":
        return fill_forms(root, as_of=day, out=places[root], force=force, dry_run=listing, profiles=profiles)

    for root, run in run_each(roots, work, console):
        if isinstance(run, Failure):
            codes.append(run.code)
            forms_output.fail(str(root), run.why.text(console.lang))
            continue
        forms_output.add(run, apart=len(roots) > 1)
        codes.append(run.exit_code(listing=listing, strict=strict))
    if as_json:
        console.show_json(json_document(forms_output.objects))
    return worst_code(codes)


class _FormsOutput:
    """Shows what each run did."""

    def __init__(self, console: Console, detail: Detail, *, listing: bool, as_json: bool) -> None:
        self.console, self.style, self.listing, self.as_json = console, console.style(detail), listing, as_json
        self.objects: list[dict[str, object]] = []

    def add(self, run: "FormsResult", *, apart: bool) -> None:
        """Show one dossier's forms, or why its manifest can't be read."""
        from zcdossier.report.as_json import dossier_object
        from zcdossier.report.forms.forms_summary import forms_list_text, forms_object, forms_text
        from zcdossier.report.terminal import findings_text

        name, out = run.linted.name, str(run.out)
        if self.as_json and run.filled is not None:
            self.objects.append(forms_object(name, out, run.filled, self.console.lang))
        elif self.as_json:
            self.objects.append(dossier_object(run.linted, self.console.lang) | {"out": out, **_NO_FORMS})
        else:
            if run.filled is None:
                text = findings_text(run.linted, self.style)
            elif self.listing:
                text = forms_list_text(name, run.filled, self.style)
            else:
                text = forms_text(name, out, run.filled, self.style)
            self.console.show(f"{text}\n" if apart and text and self.style.detail is not Detail.QUIET else text)

    def fail(self, name: str, reason: str) -> None:
        """Note a dossier that could not be read at all, so that it is missed by nobody."""
        from zcdossier.report.json_document import failure_object

        self.objects.append(failure_object(name, reason, {"out": None, **_NO_FORMS}))
