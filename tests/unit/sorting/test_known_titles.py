"""A record of the manifest is known by its title, also where that is not written as the form has it."""

from pathlib import Path

import pytest
from pieces_of_print import printed

from zcdossier.lint.context import Context
from zcdossier.manifest.binder import bind
from zcdossier.profiles.load import Profiles
from zcdossier.sorting.piece_clues import PieceClues
from zcdossier.sorting.record_match import choose_record
from zcdossier.source.nodes import MapNode
from zcdossier.source.reader import read_bytes

CLOSING = printed(
    "结题证书",
    "项目名称：管网漏损控制技术研究",
    "项目负责人：鲁见山",
    "课题组成员：鲁见山、林晓",
    {0.6: "2023年5月20日"},
)


@pytest.mark.parametrize(
    "title", ["管网漏损控制技术研究", "课题：管网漏损控制技术研究", "管网漏损控制技术研究，历川市住建局，市级"]
)
def test_a_composed_title_is_known_by_any_of_its_clauses(title: str) -> None:
    profile = Profiles().get("sd-jinan-2024", Path())
    text = f"profile: sd-jinan-2024\napplicant:\n  name: 林晓\nsections:\n  projects:\n    - title: {title}\n"
    tree = read_bytes(f"{text}      date: 2023-05\n".encode(), "dossier.yaml").root
    assert isinstance(tree, MapNode)
    clues = PieceClues(profile, Context(bind(Path(), tree, profile), profile))
    chosen = choose_record(clues.record_scores(CLOSING))
    assert chosen is not None
    assert chosen.record.route == "sections.projects[0]"
