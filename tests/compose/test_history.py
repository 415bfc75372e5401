"""Undo and redo."""

from smppconsole.compose.history import History


def test_steps_go_back_and_forth() -> None:
    history = History("a")
    history.put("b")
    history.put("c")
    assert (history.undo(), history.undo(), history.undo()) == ("b", "a", "a")
    assert not history.can_undo
    assert (history.redo(), history.redo(), history.redo()) == ("b", "c", "c")
    assert not history.can_redo


def test_typing_in_one_place_is_one_step() -> None:
    history = History("")
    for typed in ("4", "49", "491"):
        history.put(typed, "to")
    history.put("491 x", "text")
    assert (history.undo(), history.undo()) == ("491", "")


def test_a_change_after_undo_forgets_what_was_undone() -> None:
    history = History("a")
    history.put("b", "x")
    history.undo()
    history.put("c", "x")
    assert not history.can_redo
    assert history.undo() == "a"


def test_the_same_value_is_no_step() -> None:
    history = History("a")
    history.put("a")
    assert not history.can_undo


def test_old_steps_are_forgotten_in_time() -> None:
    history = History(0)
    for value in range(1, 1000):
        history.put(value)
    while history.can_undo:
        history.undo()
    assert 0 < history.now < 1000


def test_a_pause_parts_what_is_typed_in_one_place() -> None:
    history = History("")
    for text in ("a", "ab"):
        history.put(text, "text")
    history.close_step()
    for text in ("abc", "abcd"):
        history.put(text, "text")
    assert (history.undo(), history.undo()) == ("ab", "")


def test_what_was_before_a_beginning_is_forgotten() -> None:
    history = History("")
    history.put("a", "text")
    history.begin_with("b")
    assert (history.now, history.can_undo, history.can_redo) == ("b", False, False)
