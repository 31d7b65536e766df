"""`zcdossier photo-check`."""

from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli import option_values, options
from zcdossier.cli.batch import run_each
from zcdossier.cli.boundary import Failure, worst_code
from zcdossier.cli.command_line import PATH, argument, command, option
from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.label import Label

if TYPE_CHECKING:
    from zcdossier.app.check_photo import PhotoNotice, PhotoResult


HELP = Label(
    "逐项测量证件照，和要求对照；--fix 另存一张合格的。",
    "Measure an ID photo against the requirements; --fix writes a conforming copy.",
)
_PLATFORM = Label(
    "没有指定要求，按浙江平台的照片要求检查；别的要求用 --profile 或 --rule 指定",
    "no requirements were named, so those of the Zhejiang platform are used; for others give --profile or --rule",
)


@command("photo-check", HELP)
@argument(
    "files",
    Label("照片，或申报材料的文件夹。", "A photo, a dossier, or a folder of dossiers."),
    metavar="FILE",
    nargs=-1,
    required=True,
    type=PATH,
)
@option(
    "--fix",
    label=Label(
        "裁剪、缩小、重新编码，另存为 OUT；从不放大，原图不动。",
        "Crop, scale down and re-encode into OUT; never enlarges, and never changes the original.",
    ),
    metavar="OUT",
    type=PATH,
)
@option(
    "--rule",
    label=Label(
        "没有现成的申报要求时，把照片要求写成一行，例如 size=358x441,bytes=14K..40K,background=white。",
        "Without a profile: the photo requirements in one line, such as size=358x441,bytes=14K..40K,background=white.",
    ),
    metavar="ROW",
    default="",
)
@options.profile_option
@options.data_format_option
@options.strict_option
def photo_check(
    console: Console,
    *,
    files: tuple[Path, ...],
    fix: Path | None,
    rule: str,
    profile: str,
    format_: option_values.DataFormat,
    strict: bool,
) -> int:
    """Check every photo named, or make a copy of one and check that."""
    from zcdossier.app.photo_places import find_photo_places
    from zcdossier.report.json_document import json_document

    if rule and profile:
        raise CannotRunError(Label("--rule 和 --profile 只能用一个。", "Use either --rule or --profile."))
    run = _PhotoRun(console, profile, rule, strict=strict, as_json=format_ is option_values.DataFormat.JSON)
    codes: list[int] = []
    places: dict[Path, None] = {}
    for named, photo_places in run_each(files, find_photo_places, console, named=False):
        if isinstance(photo_places, Failure):
            codes.append(run.fail(named, photo_places))
        else:
            places |= dict.fromkeys(photo_places)
    if fix is not None and len(places) + len(codes) > 1:
        raise CannotRunError(Label("--fix 一次只处理一张照片。", "--fix takes one photo at a time."))
    for place, code in run_each(list(places), lambda place: run.handle(place, fix), console):
        codes.append(run.fail(place, code) if isinstance(code, Failure) else code)
    if run.as_json:
        console.show_json(json_document(run.objects, of="photos"))
    return worst_code(codes)


class _PhotoRun:
    """How photos are judged and shown in one run of the command."""

    def __init__(self, console: Console, profile: str, rule: str, *, strict: bool, as_json: bool) -> None:
        self.console, self.profile, self.rule, self.strict, self.as_json = console, profile, rule, strict, as_json
        self.objects: list[dict[str, object]] = []
        self.told_platform = False

    def fail(self, place: Path, failure: Failure) -> int:
        """Note a photo that nothing could be done with; stderr has been told."""
        from zcdossier.report.photo_table import failed_photo_object

        self.objects.append(failed_photo_object(str(place), failure.why.text(self.console.lang)))
        return failure.code

    def handle(self, place: Path, fix: Path | None) -> int:
        """Handle one photo, or the photo of one dossier."""
        from zcdossier.app.check_photo import DEFAULT_PROFILE, load_photo_notice, read_photo_notice
        from zcdossier.app.photo_places import find_photo

        target = find_photo(place)
        if self.rule:
            notice = read_photo_notice(self.rule)
        else:
            name = self.profile or target.profile
            if not name and not self.told_platform:
                self.console.tell(_PLATFORM)
                self.told_platform = True
            notice = load_photo_notice(name or DEFAULT_PROFILE, target.search_from or Path(), target.dossier)
        return self.check(target.path, notice) if fix is None else self.fix(target.path, fix, notice)

    def check(self, photo: Path, notice: "PhotoNotice") -> int:
        """Measure one photo and show it."""
        from zcdossier.app.check_photo import check_photo

        checked = check_photo(photo, notice)
        self._show(checked)
        return checked.exit_code(strict=self.strict)

    def fix(self, photo: Path, out: Path, notice: "PhotoNotice") -> int:
        """Write a conforming copy, then check that one."""
        from zcdossier.app.check_photo import fix_photo
        from zcdossier.assemble.photo.fix_photo import PhotoRefused
        from zcdossier.report.photo_table import fixed_photo_text

        fixed = fix_photo(photo, out, notice)
        if isinstance(fixed, PhotoRefused):
            reason = Label(fixed.reason.zh, fixed.reason.text("en"))
            self.console.complain(reason)
            return self.fail(photo, Failure(ExitCode.CANNOT_RUN if fixed.output else ExitCode.FINDINGS, reason))
        if not self.as_json:
            sizes = (fixed.source_size, fixed.cropped_size, fixed.size)
            self.console.show(fixed_photo_text(str(out), sizes, fixed.bytes, fixed.notes, self.console.style()))
            self._tell_how_to_use(photo, out)
        return self.check(out, notice)

    def _tell_how_to_use(self, photo: Path, out: Path) -> None:
        """The new photo is used once the manifest beside it names it."""
        from zcdossier.manifest.manifest_location import has_manifest
        from zcdossier.report.sanitize import escape_controls

        if has_manifest(out.parent):
            old, new = escape_controls(photo.name), escape_controls(out.name)
            self.console.tell(
                Label(
                    f"要用新的，把清单里的“证件照”改成 {new}，再把 {old} 移出材料文件夹",
                    f"to use the new one, write {new} as the photo (证件照) in the manifest, and take {old} away",
                )
            )

    def _show(self, checked: "PhotoResult") -> None:
        from zcdossier.report.photo_table import photo_object, photo_text, photo_trouble_text

        name, trouble = str(checked.path), checked.facts.trouble
        style = self.console.style()
        if self.as_json:
            self.objects.append(photo_object(name, checked.rows, trouble, self.console.lang))
        elif trouble is not None:
            self.console.show(photo_trouble_text(name, trouble, style))
        else:
            notice = checked.notice
            self.console.show(photo_text(name, checked.rows, notice.hints, style, notice.questions))
