"""Values: like the standard's dataclasses in all that this program asks of them, at a fraction of their cost."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, fields, replace
from typing import Any, ClassVar, Generic, TypeVar

import pytest

from smppconsole import values
from smppconsole.values import dataclass, field

MANY = 101
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Place:
    """Three fields: needed, with a default, made anew."""

    name: str
    port: int = 2775
    tags: list[str] = field(default_factory=list)

    USUAL: ClassVar[int] = 1


@dataclass(slots=True)
class Count:
    """May change."""

    of: str = ""
    seen: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Alone:
    """One field."""

    value: float


@dataclass(frozen=True, slots=True)
class Nothing:
    """No field."""


@dataclass(frozen=True, slots=True)
class Doubled:
    """What is worked out stands beside what is given."""

    value: int
    twice: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.twice.append(2 * self.value)


@dataclass(frozen=True, slots=True)
class Box(Generic[_T]):
    """Of any kind."""

    inside: _T


@dataclass(frozen=True, slots=True)
class Wide(Place):
    """A kind of place."""

    width: int = 1


@dataclass(slots=True, eq=False)
class Itself:
    """Like nothing else."""

    value: int


def test_fields_are_given_by_place_and_by_name_and_have_their_defaults() -> None:
    assert (Place("a").port, Place("a", 1).port, Place(name="a", port=2).port) == (2775, 1, 2)
    assert Place("a").tags == []
    assert Place("a").tags is not Place("a").tags
    assert Wide("a", width=3).width == 3
    assert Doubled(4).twice == [8]
    assert Box(1).inside == 1


@pytest.mark.parametrize("wrong", [Place, lambda: Place("a", nme="b"), lambda: Place("a", 1, [], 2)])
def test_what_does_not_fit_is_refused_with_the_name_of_the_class(wrong: Callable[[], object]) -> None:
    for _ in range(2):  # the first call writes the function, the second has it
        with pytest.raises(TypeError, match=r"Place.__init__\(\)"):
            wrong()


def test_a_frozen_value_does_not_change() -> None:
    place = Place("a")
    for change in (lambda: setattr(place, "name", "b"), lambda: delattr(place, "name"), lambda: setattr(place, "x", 1)):
        with pytest.raises(FrozenInstanceError):
            change()
    assert not hasattr(place, "__dict__")


def test_another_may() -> None:
    count = Count()
    count.seen += 1
    assert count.seen == 1
    with pytest.raises(AttributeError):
        count.other = 1  # type: ignore[attr-defined]


def test_values_are_equal_when_their_fields_are_and_their_class_is_the_same() -> None:
    assert Place("a") == Place("a") != Place("b")
    assert Place("a") != Wide("a")
    assert Alone(1.0) == Alone(1) != Alone(2)
    assert Nothing() == Nothing()
    assert Count("a", 1) == Count("a", 2)
    assert Itself(1) != Itself(1)
    nan = float("nan")
    assert Alone(nan) == Alone(nan), "the same object, as in a tuple"


def test_frozen_values_stand_in_sets_and_those_that_change_do_not() -> None:
    assert len({Alone(1), Alone(1.0), Alone(2), Nothing(), Nothing()}) == 3
    for wrong in (Count(), Place("a")):  # the latter for the list it holds
        with pytest.raises(TypeError, match="unhashable"):
            hash(wrong)


def test_they_are_shown_with_their_fields() -> None:
    assert repr(Place("a")) == "Place(name='a', port=2775, tags=[])"
    assert repr(Count("a", 5)) == "Count(of='a')"


def test_the_standard_library_knows_them() -> None:
    place = Wide("a", 1, ["x"], 9)
    assert dataclasses.is_dataclass(place)
    assert [each.name for each in fields(place)] == ["name", "port", "tags", "width"]
    assert replace(place, port=2) == Wide("a", 2, ["x"], 9)
    assert asdict(place) == {"name": "a", "port": 1, "tags": ["x"], "width": 9}
    assert copy.deepcopy(place) == copy.copy(place) == pickle.loads(pickle.dumps(place)) == place
    match place:
        case Place(name, port):
            assert (name, port) == ("a", 1)


def test_what_a_class_says_itself_stands() -> None:
    @dataclass(frozen=True, slots=True)
    class Said:
        value: int

        def __repr__(self) -> str:
            return "said"

        def __hash__(self) -> int:
            return 7

    assert (repr(Said(1)), hash(Said(1))) == ("said", 7)


def _late() -> Any:
    @dataclass(frozen=True, slots=True)
    class Late:
        value: int
        twice: int = 2
        tags: list[str] = field(default_factory=list)

        def __post_init__(self) -> None:
            self.tags.append(str(self.value))

    return Late


def test_a_class_compiles_nothing_until_many_values_have_been_made() -> None:
    late = _late()
    made = [late(1, tags=[])]
    assert late.__init__.__code__.co_filename == values.__file__
    made += [late(1, tags=[]) for _ in range(2 * MANY)]
    assert late.__init__.__code__.co_filename != values.__file__
    assert made == [late(1)] * len(made)
    assert late(value=1, twice=3) == late(1, 3) != late(1)


@pytest.mark.parametrize("many", [0, MANY])
def test_compiled_or_not_it_is_called_alike(many: int) -> None:
    late = _late()
    for _ in range(many + 1):
        late(1)
    assert (late(4).value, late(4, 1).twice, late(tags=["a"], value=4).tags) == (4, 1, ["a", "4"])
    for wrong in ({}, {"twice": 1}, {"value": 1, "name": ""}):
        with pytest.raises(TypeError, match=r"Late.__init__\(\)"):
            late(**wrong)
