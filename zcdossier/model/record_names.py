"""What a record is known by, whatever stands before it: its folder, else its section and title, the nth of equals."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile, Section
from zcdossier.model.spelling import normalized_name

APPLICANT, PHOTO = "applicant", "photo"
_APPLICANT_LABEL = Label("个人基本信息", "Applicant")
_MOST_CHARACTERS = 60


def section_of_record(record: Record, profile: Profile) -> Section | None:
    """What a record is a record of; attachments and texts are filed as `attachments.<kind>` and `texts.<id>`."""
    top, _, name = record.section.partition(".")
    if name:
        return {"attachments": profile.attachments, "texts": profile.texts}.get(top, {}).get(name)
    if top == PHOTO:
        return profile.photo
    if top == APPLICANT:
        return Section(APPLICANT, _APPLICANT_LABEL, 0, fields=profile.applicant)
    return profile.sections.get(top)


class RecordNames(NamedTuple):
    """Records by what they are known by: `keys` by route, `routes` by the names people use, the surest first."""

    keys: Mapping[str, str]
    routes: tuple[Mapping[str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, dossier: Dossier, profile: Profile) -> "RecordNames":
        """Name every record, text and the photo of a dossier."""
        keys = record_keys(dossier, profile)
        lookups: list[dict[str, tuple[str, ...]]] = [{}, {}, {}]
        for record in dossier.everything():
            path = record.place.path
            by_standing = (keys[path],), (_base(record, profile),), _other_names(record, profile)
            for lookup, names in zip(lookups, by_standing, strict=True):
                for name in {normalized_name(_slashes(name)) for name in names if name}:
                    lookup[name] = (*lookup.get(name, ()), path)
        return cls(keys, tuple(lookups))

    def find(self, name: str) -> tuple[str, ...]:
        """The routes of the records that `name` may mean: none, one, or several that it does not tell apart."""
        wanted = normalized_name(_slashes(name))
        return next((lookup[wanted] for lookup in self.routes if wanted in lookup), ())


def record_keys(dossier: Dossier, profile: Profile) -> dict[str, str]:
    """Return what each record, text and the photo of a dossier is known by, under its route in the manifest."""
    bases = [(record, _base(record, profile)) for record in dossier.everything()]
    equals = Counter(normalized_name(base) for _, base in bases)
    counted: Counter[str] = Counter()
    keys: dict[str, str] = {}
    for record, base in bases:
        folded = normalized_name(base)
        counted[folded] += 1
        keys[record.place.path] = f"{base} #{counted[folded]}" if equals[folded] > 1 else base
    return keys


def _base(record: Record, profile: Profile) -> str:
    if record.folder:
        return record.folder
    label, title = _label(record, profile), _title(record, profile)
    return f"{label}/{title}" if title else label


def _other_names(record: Record, profile: Profile) -> Iterator[str]:
    label = _label(record, profile)
    for name in (_title(record, profile), record.folder.rsplit("/", 1)[-1]):
        if name:
            yield f"{label}/{name}"
            yield name


def _label(record: Record, profile: Profile) -> str:
    section = section_of_record(record, profile)
    return section.label.zh if section is not None else record.section


def _title(record: Record, profile: Profile) -> str:
    section = section_of_record(record, profile)
    return " ".join(record.text(section.title_field).split())[:_MOST_CHARACTERS] if section is not None else ""


def _slashes(name: str) -> str:
    return name.strip().replace("\\", "/").removeprefix("./").rstrip("/")
