"""Photo-check: which photos are meant, each measure beside its allowed range, a conforming copy on request."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zcdossier.app.find_dossiers import find_dossiers
from zcdossier.assemble.photo.photo_window import PhotoWindow
from zcdossier.errors import CannotRunError, ExitCode, system_reason
from zcdossier.lint.measures.bounds import Bound, MeasureBounds
from zcdossier.lint.measures.describe_bounds import describe_bounds
from zcdossier.lint.measures.judge_file import judge_file, measure_file
from zcdossier.lint.measures.registry import MEASURES
from zcdossier.manifest.binder import bind, typed_profile
from zcdossier.manifest.manifest_file import read_manifest
from zcdossier.model.facts import FileFacts
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile, Rule
from zcdossier.model.results import MeasureRow
from zcdossier.probe.photo_facts import measure_photo
from zcdossier.profiles.load import load, with_clauses

if TYPE_CHECKING:
    from zcdossier.assemble.photo.fix_photo import PhotoFixed, PhotoRefused

DEFAULT_PROFILE = "zj-platform"
_NO_LIMIT = Fraction(1_000_000_000)
_STATUS = {"ok": "ok", "doubt": "doubt", "bad": "bad", "unknown": "doubt"}


@dataclass(frozen=True, slots=True)
class PhotoResult:
    """A photo as measured; `facts.trouble` says when it could not be."""

    path: Path
    facts: FileFacts
    rows: tuple[MeasureRow, ...]
    profile: Profile

    @property
    def acceptable(self) -> bool:
        """Whether nothing is certainly wrong."""
        return self.facts.usable and all(row.status != "bad" for row in self.rows)

    def exit_code(self, *, strict: bool) -> ExitCode:
        """What it means to a script; `strict` takes a doubt for a mistake."""
        is_doubtful = any(row.status == "doubt" for row in self.rows)
        return ExitCode.OK if self.acceptable and not (strict and is_doubtful) else ExitCode.FINDINGS


def load_photo_profile(name: str = DEFAULT_PROFILE, search_from: Path | None = None) -> Profile:
    """Return the profile whose photo rules are to be used. Raises CannotRunError when it has none."""
    profile = with_clauses(load(name, search_from))
    if not _photo_rules(profile):
        raise CannotRunError(Label(f"{name} 没有照片要求", f"{name} has no photo rule"))
    return profile


def check_photo(path: Path, profile: Profile) -> PhotoResult:
    """Measure a photo and compare it with every photo rule, passed ones too."""
    facts = measure_photo(path)
    rows = tuple(_judge_rule(rule, facts) for rule in _photo_rules(profile)) if facts.usable else ()
    return PhotoResult(path, facts, rows, profile)


def _photo_rules(profile: Profile) -> tuple[Rule, ...]:
    return tuple(rule for rule in profile.rules if rule.kind == "measure" and "photo" in rule.sections and not rule.off)


def _judge_rule(rule: Rule, facts: FileFacts) -> MeasureRow:
    bounds: MeasureBounds = rule.params
    measured = measure_file(bounds, facts)
    status = _STATUS[judge_file(bounds, facts).status]
    if status == "bad" and rule.severity is Severity.WARNING:
        status = "doubt"
    return MeasureRow(
        MEASURES[bounds.measure].label,
        measured.text if measured else Label("?", "?"),
        describe_bounds(bounds),
        status,
        rule.id,
        rule.all_clauses,
    )


def fix_photo(source: Path, target: Path, profile: Profile) -> "PhotoFixed | PhotoRefused":
    """Write a conforming copy of a photo, or say why that can't be done."""
    from zcdossier.assemble.photo import fix_photo as photo_fix  # noqa: PLC0415  only when a copy is wanted

    return photo_fix.fix_photo(source, target, _photo_window(profile))


def _photo_window(profile: Profile) -> PhotoWindow:
    ends: dict[tuple[str, str], list[Bound]] = {}
    for rule in _photo_rules(profile):
        bounds: MeasureBounds = rule.params
        for name, bound in bounds.limits():
            if bound.amounts:
                ends.setdefault((bounds.measure, name), []).append(bound)

    def highest(measured: str, name: str, default: Fraction) -> Fraction:
        return max((bound.amounts[0].high for bound in ends.get((measured, name), ())), default=default)

    def lowest(measured: str, name: str, default: Fraction) -> Fraction:
        return min((bound.amounts[0].low for bound in ends.get((measured, name), ())), default=default)

    return PhotoWindow(
        min_bytes=int(highest("bytes", "above", Fraction(0))),
        max_bytes=int(lowest("bytes", "below", _NO_LIMIT)),
        min_width=int(highest("width", "above", Fraction(0))),
        min_height=int(highest("height", "above", Fraction(0))),
        ratio_min=highest("ratio", "at_least", Fraction(1, 10)),
        ratio_max=lowest("ratio", "at_most", Fraction(10)),
    )


class PhotoTarget(NamedTuple):
    """One photo. `profile` is what its dossier names, or empty for a bare file."""

    path: Path
    profile: str = ""
    search_from: Path | None = None


def find_photo_places(path: Path) -> list[Path]:
    """Return `path` itself when it is a file, or the dossiers it holds. Raises CannotRunError."""
    try:
        folder, exists = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:
        reason = system_reason(error)
        raise CannotRunError(Label(f"打不开 {path}：{reason}", f"can't open {path}: {reason}")) from error
    if folder:
        return find_dossiers([path])
    if not exists:
        raise CannotRunError(Label(f"找不到 {path}", f"there is no {path}"))
    return [path]


def find_photo(place: Path) -> PhotoTarget:
    """Return the photo that a file or a dossier stands for. Raises CannotRunError."""
    return _photo_of_dossier(place) if place.is_dir() else PhotoTarget(place, search_from=place.parent)


def _photo_of_dossier(root: Path) -> PhotoTarget:
    manifest = read_manifest(root)
    name, typed = manifest.name, typed_profile(manifest.tree)
    if manifest.tree is None or typed is None:
        raise CannotRunError(
            Label(
                f"{name} 读不出来，先运行 zcdossier lint {root}", f"can't read {name}, run zcdossier lint {root} first"
            )
        )
    profile = load(typed.text.strip(), root)
    dossier = bind(root, manifest.in_terms_of(profile, root).tree or manifest.tree, profile)
    photo = dossier.photo.scans[0].file if dossier.photo and dossier.photo.scans else ""
    if not photo:
        raise CannotRunError(Label(f"{name} 里没有写照片的文件名", f"{name} names no photo"))
    path = root / photo
    try:
        inside = path.resolve().is_relative_to(root.resolve())
        exists = path.exists()
    except (OSError, RuntimeError, ValueError):  # no file can have such a name
        inside, exists = True, False
    if not inside:
        raise CannotRunError(Label(f"照片 {photo} 在材料文件夹外面", f"the photo {photo} is outside the dossier"))
    if not exists:
        raise CannotRunError(Label(f"找不到照片 {path}", f"there is no photo {path}"))
    return PhotoTarget(path, typed.text.strip(), root)
