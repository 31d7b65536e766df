"""Folders of records that name none, found by what they are called: by date and title, or alone by the title."""

from collections.abc import Callable, Iterator, Sequence

from zcdossier.manifest.sheets.sheet_folders import ListFolders, WantedFolder, assign_folders
from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.profile import Profile, Section
from zcdossier.model.record_folders import ATTACHMENT_FOLDER, attachment_folder, record_folder

Wish = Callable[[dict[str, str]], WantedFolder]


def find_folders(dossier: Dossier, profile: Profile, list_folders: ListFolders) -> Dossier:
    """Return the dossier with a folder for each record without one that is plainly meant by a folder's name."""
    sections = dict(dossier.sections)
    for identity, records in dossier.sections.items():
        section = profile.sections[identity]
        if section.folder:
            sections[identity] = tuple(_with_folders(records, section.folder, _wish_of(section, profile), list_folders))
    attachments = dict(dossier.attachments)
    for identity, records in dossier.attachments.items():
        kind = profile.attachments.get(identity)
        if kind is not None:
            attachments[identity] = tuple(
                _with_folders(records, ATTACHMENT_FOLDER, _wish_of_attachment(kind), list_folders)
            )
    return dossier._replace(sections=sections, attachments=attachments)


def _with_folders(records: Sequence[Record], above: str, wish: Wish, list_folders: ListFolders) -> Iterator[Record]:
    if all(record.folder or record.scans for record in records):
        yield from records
        return
    wanted = [
        None if record.folder or record.scans else wish({name: value.text for name, value in record.fields.items()})
        for record in records
    ]
    named = frozenset(record.folder.removeprefix(f"{above}/") for record in records if record.folder)
    present = list_folders(above)
    for record, name in zip(records, assign_folders(wanted, present, named), strict=True):
        yield record._replace(folder=f"{above}/{name}", folder_place=record.place) if name in present else record


def _wish_of(section: Section, profile: Profile) -> Wish:
    return lambda texts: WantedFolder(
        record_folder(section, texts, profile), texts.get(section.title_field, ""), expected=False
    )


def _wish_of_attachment(kind: Section) -> Wish:
    return lambda texts: WantedFolder(attachment_folder(kind, texts), kind.label.zh, expected=False)
