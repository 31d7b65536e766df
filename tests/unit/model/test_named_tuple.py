"""Our named tuples do what those of `typing` do."""

import copy
import inspect
import pickle
import typing
from typing import Any

import pytest

from zcdossier.model.named_tuple import NamedTuple


class Point(NamedTuple):
    """Where something lies."""

    across: int
    down: int = 2
    names: tuple[str, ...] = ()

    @property
    def sum(self) -> int:
        return self.across + self.down

    def moved(self) -> "Point":
        return self._replace(across=self.across + 1)


class TypingPoint(typing.NamedTuple):
    """Where something lies."""

    across: int
    down: int = 2
    names: tuple[str, ...] = ()


class Nothing(NamedTuple):
    """Has no fields."""


class Under(Point):
    """Is one with more to it."""


@pytest.mark.parametrize("name", ["_fields", "_field_defaults", "__match_args__", "__annotations__", "__doc__"])
def test_a_class_says_of_itself_what_that_of_typing_does(name: str) -> None:
    assert getattr(Point, name) == getattr(TypingPoint, name)


def test_it_is_called_alike() -> None:
    assert str(inspect.signature(Point)) == str(inspect.signature(TypingPoint)).replace("_cls, ", "")
    assert typing.get_type_hints(Point) == typing.get_type_hints(TypingPoint)


@pytest.mark.parametrize("arguments", [((1,), {}), ((1, 3), {"names": ("x",)}), ((), {"down": 4, "across": 5})])
def test_values_stand_where_they_do_there(arguments: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
    values, named = arguments
    ours, theirs = Point(*values, **named), TypingPoint(*values, **named)
    assert tuple(ours) == tuple(theirs)
    assert hash(ours) == hash(theirs)
    assert repr(ours) == repr(theirs).replace("TypingPoint", "Point")
    assert ours._asdict() == theirs._asdict()
    assert (ours.across, ours.down, ours.names) == ours
    assert ours._replace(down=7) == theirs._replace(down=7)


@pytest.mark.parametrize("arguments", [((), {}), ((1, 2, (), 4), {}), ((1,), {"across": 1}), ((1,), {"up": 1})])
def test_other_values_are_refused(arguments: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
    values, named = arguments
    for kind in (Point, TypingPoint):
        with pytest.raises(TypeError):
            kind(*values, **named)


def test_it_does_not_change() -> None:
    with pytest.raises(AttributeError):
        Point(1).down = 3  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Point(1).up = 3  # type: ignore[attr-defined]
    with pytest.raises((TypeError, ValueError)):
        Point(1)._replace(up=3)  # type: ignore[call-arg]


def test_methods_and_heirs() -> None:
    assert Point(1).sum == 3
    assert Point(1).moved() == (2, 2, ())
    assert type(Under(1).moved()) is Under
    assert type(Under._make((1, 2, ()))) is Under
    assert Nothing() == ()
    assert repr(Nothing()) == "Nothing()"


@pytest.mark.parametrize("value", [Point(1), Point(1, 2, ("x",)), Nothing(), Under(4)])
def test_it_is_kept_and_copied(value: tuple[object, ...]) -> None:
    for again in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert again == value
        assert type(again) is type(value)


def test_it_is_matched_by_place() -> None:
    match Point(1, 5):
        case Point(across, 5):
            assert across == 1
        case _:
            pytest.fail("not matched")
