"""`zcdossier photo-check`."""

from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli import options
from zcdossier.cli.batch import run_each
from zcdossier.cli.boundary import Failure, worst_code
from zcdossier.cli.command_line import PATH, argument, command, option
from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.label import Label

if TYPE_CHECKING:
    from zcdossier.app.check_photo import PhotoResult
    from zcdossier.model.profile import Profile


HELP = Label(
    "逐项测量证件照，和要求对照；--fix 另存一张合格的。",
    "Measure an ID photo against what is allowed; --fix writes a copy that conforms.",
)


@command("photo-check", HELP)
@argument(
    "files",
    Label("照片，或申报材料的文件夹。", "A photo, or a dossier, or a folder of dossiers."),
    metavar="FILE",
    nargs=-1,
    required=True,
    type=PATH,
)
@option(
    "--fix",
    label=Label(
        "裁剪、缩小、重新编码，另存为 OUT；从不放大，原图不动。",
        "Crop, make smaller and re-encode into OUT; never enlarges, never touches the original.",
    ),
    metavar="OUT",
    type=PATH,
)
@options.profile_option
@options.data_format_option
@options.strict_option
def photo_check(
    console: Console,
    *,
    files: tuple[Path, ...],
    fix: Path | None,
    profile: str,
    format_: options.DataFormat,
    strict: bool,
) -> int:
    """Check every photo named, or make a copy of one and check that."""
    from zcdossier.app.check_photo import find_photo_places
    from zcdossier.report.as_json import json_document

    run = _PhotoRun(console, profile, strict=strict, as_json=format_ is options.DataFormat.JSON)
    codes: list[int] = []
    places: dict[Path, None] = {}
    for _, photo_places in run_each(files, find_photo_places, console, named=False):
        if isinstance(photo_places, Failure):
            codes.append(photo_places.code)
        else:
            places |= dict.fromkeys(photo_places)
    if fix is not None and len(places) + len(codes) > 1:
        raise CannotRunError(Label("--fix 一次只处理一张照片。", "--fix takes one photo at a time."))
    for _, code in run_each(list(places), lambda place: run.handle(place, fix), console):
        codes.append(code.code if isinstance(code, Failure) else code)
    if run.as_json:
        console.show_json(json_document(run.objects, of="photos"))
    return worst_code(codes)


class _PhotoRun:
    """How photos are judged and shown in one run of the command."""

    def __init__(self, console: Console, profile: str, *, strict: bool, as_json: bool) -> None:
        self.console, self.profile, self.strict, self.as_json = console, profile, strict, as_json
        self.objects: list[dict[str, object]] = []

    def handle(self, place: Path, fix: Path | None) -> int:
        """Handle one photo, or the photo of one dossier."""
        from zcdossier.app.check_photo import DEFAULT_PROFILE, find_photo, load_photo_profile

        target = find_photo(place)
        notice = load_photo_profile(self.profile or target.profile or DEFAULT_PROFILE, target.search_from or Path())
        return self.check(target.path, notice) if fix is None else self.fix(target.path, fix, notice)

    def check(self, photo: Path, notice: "Profile") -> int:
        """Measure one photo and show it."""
        from zcdossier.app.check_photo import check_photo

        checked = check_photo(photo, notice)
        self._show(checked)
        return checked.exit_code(strict=self.strict)

    def fix(self, photo: Path, out: Path, notice: "Profile") -> int:
        """Write a conforming copy, then check that one."""
        from zcdossier.app.check_photo import fix_photo
        from zcdossier.assemble.photo.fix_photo import PhotoRefused
        from zcdossier.report.photo_table import fixed_photo_text

        fixed = fix_photo(photo, out, notice)
        if isinstance(fixed, PhotoRefused):
            self.console.complain(Label(fixed.reason.zh, fixed.reason.text("en")))
            return ExitCode.CANNOT_RUN if fixed.output else ExitCode.FINDINGS
        if not self.as_json:
            sizes = (fixed.source_size, fixed.cropped_size, fixed.size)
            self.console.show(fixed_photo_text(str(out), sizes, fixed.bytes, fixed.notes, self.console.style()))
        return self.check(out, notice)

    def _show(self, checked: "PhotoResult") -> None:
        from zcdossier.report.photo_table import photo_object, photo_text, photo_trouble_text

        name, trouble = str(checked.path), checked.facts.trouble
        style = self.console.style()
        if self.as_json:
            self.objects.append(photo_object(name, checked.rows, trouble, self.console.lang))
        elif trouble is not None:
            self.console.show(photo_trouble_text(name, trouble, style))
        else:
            hints = {rule.id: rule.hint for rule in checked.profile.rules if rule.hint is not None}
            self.console.show(photo_text(name, checked.rows, hints, style))
