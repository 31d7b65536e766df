"""A rule about a photo in one line, for a notice without a profile: `size=358x441,background=white|blue`."""

import re

from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Profile
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.profile_reader import read_profile_tree
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar

_PAIR = re.compile(r"\s*(?P<key>[^=:：<>≥≤]+?)\s*(?:=(?!=)|[:：]|(?=[<>≥≤]))\s*(?P<value>\S.*?)\s*")
_PIECES = re.compile(r"[,，;；](?!\d{3}(?:\D|$))|\n")
_CHOICES = re.compile(r"\s*[|、]\s*")
_PLACE = Place("--rule")
_CITED = "--rule"
_EXAMPLE = "size=358x441,bytes=14K..40K,background=white"


def read_photo_rule(text: str) -> Profile:
    """Return a profile that has this row about a photo alone. Raises CannotRunError, saying all that is wrong."""
    pairs: list[tuple[Scalar, Node]] = []
    for piece in filter(str.strip, _PIECES.split(text)):
        match = _PAIR.fullmatch(piece)
        if match is None:
            raise CannotRunError(
                Label(
                    f"--rule 里的“{piece.strip()}”看不懂，写成 项目=要求，例如 {_EXAMPLE}",
                    f"--rule: {piece.strip()} is not understood; write NAME=VALUE, such as {_EXAMPLE}",
                )
            )
        pairs.append((_scalar(match["key"]), _value(match["value"])))
    if not pairs:
        raise CannotRunError(Label("--rule 是空的", "--rule is empty"))
    clauses = (_scalar("clauses"), _scalar(_CITED))
    photo = MapNode((*pairs, clauses), _PLACE)
    title = (_scalar("title"), _scalar("--rule"))
    diagnostics = Diagnostics()
    profile = read_profile_tree(
        MapNode(((_scalar("id"), _scalar("rule")), title, (_scalar("photo"), photo)), _PLACE), diagnostics
    )
    if diagnostics.entries:
        listed = [entry.text for entry in diagnostics.entries]
        raise CannotRunError(
            Label(
                "--rule：" + "；".join(message.zh for message in listed),
                "--rule: " + "; ".join(message.text("en") for message in listed),
            )
        )
    return profile._replace(rules=tuple(rule._replace(clauses={}) for rule in profile.rules))


def _scalar(text: str) -> Scalar:
    return Scalar(text, _PLACE)


def _value(text: str) -> Node:
    choices = _CHOICES.split(text)
    return _scalar(text) if len(choices) == 1 else ListNode(tuple(map(_scalar, choices)), _PLACE)
