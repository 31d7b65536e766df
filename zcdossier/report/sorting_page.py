"""The proposal as a page to look at: every piece with its thumbnail under its record, then what is left."""

import base64
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from zcdossier.model.label import Label
from zcdossier.model.left_reasons import LEFT_ORDER, LEFT_WORDS, LeftReason, left_advice
from zcdossier.model.profile import Section
from zcdossier.model.sort_proposal import FilePiece, LeftPiece, Placement, PlanTerms, Proposal
from zcdossier.report.page_frame import PageTemplate, render_template
from zcdossier.report.sanitize import strip_controls

FOLDER = "report"
_PAGE, _STYLE = "sorting.html.j2", "sorting.css"


class Thumbnail(NamedTuple):
    """A small JPEG of a piece's first page, and its size in pixels."""

    data: bytes
    width: int
    height: int


Thumbnails = Mapping[FilePiece, Thumbnail]


def sorting_page(proposal: Proposal, terms: PlanTerms, thumbnails: Thumbnails, lang: str, templates: Path) -> bytes:
    """Make the page with the templates in a folder."""
    objects = _PageObjects(proposal, terms, thumbnails, lang)
    count, left = len(proposal.placements), len(proposal.left)
    return render_template(
        PageTemplate(templates / FOLDER, _PAGE, _STYLE, pictures=True),
        {
            "lang": lang,
            "title": Label("整理方案", "Sorting plan").text(lang),
            "lead": Label(
                f"{count} 件有去处，{left} 件没有放（在最下面，写着为什么）。"
                "还什么都没有动：要改的在 Excel 表里改，再加 --apply 运行一次。",
                f"{count} pieces have a place, {left} are left (below, with the reasons). "
                "Nothing was changed yet: correct it in the workbook, then run it again with --apply.",
            ).text(lang),
            "sections": objects.sections(),
            "left": objects.left(),
        },
        lang,
    )


class _PageObjects:
    """The proposal as the template takes it."""

    def __init__(
        self, proposal: Proposal, terms: PlanTerms, thumbnails: Mapping[FilePiece, Thumbnail], lang: str
    ) -> None:
        self._proposal, self._terms, self._thumbnails, self._lang = proposal, terms, thumbnails, lang
        self._new = {record.id: record for record in proposal.new_records}

    def sections(self) -> list[dict[str, Any]]:
        grouped: dict[str, dict[str, list[Placement]]] = {name: {} for name in self._terms.sections}
        for place in self._proposal.placements:
            grouped[place.section].setdefault(place.record, []).append(place)
        return [
            {
                "title": self._terms.sections[name].label.text(self._lang),
                "records": [
                    self._record(record, places, self._terms.sections[name]) for record, places in found.items()
                ],
            }
            for name, found in grouped.items()
            if found
        ]

    def left(self) -> list[dict[str, Any]]:
        """What is left by reason, what needs a look first."""
        by_reason: dict[LeftReason, list[LeftPiece]] = {reason: [] for reason in LEFT_ORDER}
        for left in self._proposal.left:
            by_reason[left.reason].append(left)
        return [
            {
                "name": LEFT_WORDS[reason].name.text(self._lang),
                "advice": left_advice(reason).text(self._lang),
                "pieces": [
                    {**self._piece(left.piece), "why": strip_controls(left.why.text(self._lang))} for left in pieces
                ],
            }
            for reason, pieces in by_reason.items()
            if pieces
        ]

    def _record(self, record: str, places: Sequence[Placement], section: Section) -> dict[str, Any]:
        new = self._new.get(record)
        nameless = Label("（没读出标题）", "(no title read)").text(self._lang)
        title = self._terms.records.get(record, record) if new is None else new.title or nameless
        return {
            "title": strip_controls(title),
            "is_new": new is not None,
            "fields": [
                {"label": section.fields[field.field].label.text(self._lang), "text": strip_controls(field.text)}
                for field in (new.fields if new is not None else ())
            ],
            "pieces": [
                {
                    **self._piece(place.piece),
                    "part": section.parts[place.part].label.text(self._lang) if place.part in section.parts else "",
                    "sure": f"{place.confidence:.0%}",
                    "clue": strip_controls(place.clue),
                }
                for place in places
            ],
        }

    def _piece(self, piece: FilePiece) -> dict[str, Any]:
        picture = self._thumbnails.get(piece)
        pages = Label(f" 第 {piece.pages_text} 页", f", page {piece.pages_text}").text(self._lang)
        data = base64.b64encode(picture.data).decode() if picture else ""
        return {
            "file": strip_controls(piece.file),
            "pages": pages if piece.pages else "",
            "picture": f"data:image/jpeg;base64,{data}" if picture else "",
            "width": picture.width if picture else 0,
            "height": picture.height if picture else 0,
        }
