"""Cards, sessions, groups and the rail of the accounts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from smppconsole.console.account import Account
from smppconsole.console.binding import BindResult
from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.ui import theme
from smppconsole.ui.panels.accounts import cards
from smppconsole.ui.panels.accounts.cards import AccountCard, GroupHead, RailRow, SessionRow
from smppconsole.ui.panels.sessions.view import SessionView

VIEW = SessionView(1, Account("Nordlink", "smsc.example", tag="NL", bind_as="tx", tls="verify", colour="#2F6BD8"))
ALIVE = replace(VIEW, link=LinkStatus(LinkState.ALIVE, "bound as transmitter", 0.018), busy=True)


def test_a_session_says_its_state_in_words_and_what_its_button_does(qtbot: QtBot) -> None:
    row = SessionRow(VIEW)
    qtbot.addWidget(row)
    assert (row.role.text(), row.state.text(), row.act.text()) == ("transmitter", "off", "Bind")
    row.show_view(ALIVE)
    assert (row.light.state, row.state.text(), row.detail.text(), row.act.text()) == (
        "alive",
        "alive",
        "18 ms",
        "Unbind",
    )
    assert row.toolTip() == "bound as transmitter"
    with qtbot.waitSignal(row.asked_to_bind):
        qtbot.mouseClick(row.act, Qt.MouseButton.LeftButton)


def test_a_session_that_failed_says_why_and_what_to_check_until_the_next_try(qtbot: QtBot) -> None:
    failed = BindResult(False, "bind", "the centre refused the password", ("Compare it.", "Ask."), status=0x0E)
    row, rail = SessionRow(VIEW), RailRow(VIEW)
    for one in (row, rail):
        qtbot.addWidget(one)
        one.show_view(replace(VIEW, link=LinkStatus(LinkState.OFF, "closed"), last_bind=failed))
        assert "the centre refused the password\nCompare it." in one.toolTip()
        assert one.accessibleDescription() == "the centre refused the password\nCompare it."
    assert row.detail.text() == "refused 0x0E"
    assert rail.accessibleName() == "Nordlink, transmitter: off, refused 0x0E"
    row.show_view(replace(VIEW, link=LinkStatus(LinkState.BINDING, "connecting"), last_bind=failed, busy=True))
    assert ("refused" in row.detail.text(), row.toolTip()) == (False, "connecting")


def test_a_card_is_chosen_by_click_and_opened_by_enter(qtbot: QtBot) -> None:
    card = AccountCard(VIEW)
    qtbot.addWidget(card)
    card.resize(228, 38)
    card.show()
    with qtbot.waitSignal(card.clicked):
        qtbot.mousePress(card, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, Qt.Key.Key_Space)
    with qtbot.waitSignal(card.opened):
        qtbot.keyClick(card, Qt.Key.Key_Return)
    card.show_view(ALIVE)
    image = card.grab().toImage()
    assert image.pixelColor(17, 20).name().upper() == theme.LIGHT.tags["blue"]


def test_the_chosen_session_has_a_ground_of_its_own(qtbot: QtBot) -> None:
    row = SessionRow(VIEW)
    qtbot.addWidget(row)
    row.resize(228, 40)
    row.set_chosen(True)
    assert row.grab().toImage().pixelColor(2, 2).name().upper() == theme.LIGHT.sel_idle


def test_a_group_folds(qtbot: QtBot) -> None:
    head = GroupHead("Production", 2, locked=True)
    qtbot.addWidget(head)
    head.resize(228, 28)
    opened = head.grab().toImage()
    head.turn()
    assert head.folded
    assert head.grab().toImage() != opened


def test_the_rail_says_letters_and_state(qtbot: QtBot) -> None:
    rail = RailRow(VIEW)
    qtbot.addWidget(rail)
    off = rail.grab().toImage()
    rail.show_view(ALIVE)
    assert rail.accessibleName() == "Nordlink, transmitter: alive"
    assert rail.grab().toImage() != off


def test_rows_are_told_as_buttons_checked_where_chosen_and_name_their_state(qtbot: QtBot) -> None:
    row, rail, card, head = SessionRow(VIEW), RailRow(VIEW), AccountCard(VIEW), GroupHead("Staging", 1, False)
    told = []
    for one in (row, rail, card, head):
        qtbot.addWidget(one)
        one.set_chosen(True)
        interface = QAccessible.queryAccessibleInterface(one)
        assert interface is not None
        told.append((interface.role(), bool(interface.state().checked), interface.text(QAccessible.Text.Name)))
    assert told == [
        (QAccessible.Role.CheckBox, True, "Session of Nordlink, transmitter: off"),
        (QAccessible.Role.CheckBox, True, "Nordlink, transmitter: off"),
        (QAccessible.Role.Button, False, "Account Nordlink"),
        (QAccessible.Role.Button, False, "Group Staging, 1 account"),
    ]


def test_a_session_announces_its_states_but_not_that_it_tries(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(cards, "say_aloud", lambda _widget, words: said.append(words))
    row = SessionRow(VIEW)
    qtbot.addWidget(row)
    row.show_view(replace(VIEW, link=LinkStatus(LinkState.BINDING, "connecting"), busy=True))
    row.show_view(ALIVE)
    row.show_view(ALIVE)
    assert said == ["Session of Nordlink, transmitter: alive"]
    assert row.accessibleName() == said[0]


def test_a_press_of_a_reader_asks_and_leaves_the_choice_to_the_panel(qtbot: QtBot) -> None:
    row = SessionRow(VIEW)
    qtbot.addWidget(row)
    with qtbot.waitSignal(row.clicked):
        row.click()
    assert not row.chosen


def test_a_group_says_whether_it_is_folded_and_folds_by_enter(qtbot: QtBot) -> None:
    head = GroupHead("Staging", 2, False)
    qtbot.addWidget(head)
    head.clicked.connect(head.turn)
    assert head.accessibleDescription() == "unfolded"
    qtbot.keyClick(head, Qt.Key.Key_Return)
    assert (head.folded, head.accessibleDescription()) == (True, "folded")


def test_a_long_name_of_a_group_is_cut_before_its_count_and_whole_on_hover(qtbot: QtBot) -> None:
    head = GroupHead("Staging environments of the colleagues in Helsinki", 12, locked=True)
    qtbot.addWidget(head)
    head.resize(210, 28)
    assert head.cut_title().endswith("…")
    assert head.toolTip() == "Staging environments of the colleagues in Helsinki"
    head.resize(600, 28)
    assert head.cut_title() == "Staging environments of the colleagues in Helsinki"
    assert not head.toolTip()


@pytest.mark.skipif(not cards.TOLD_BY_CHANGE, reason="what changes is announced there")
def test_a_new_state_is_told_once_where_the_keys_are(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(cards, "say_aloud", lambda _widget, words: said.append(words))
    row = SessionRow(VIEW)
    qtbot.addWidget(row)
    row.show()
    with qtbot.waitActive(row):
        row.activateWindow()
    row.setFocus()
    why = row.accessibleDescription()
    row.show_view(ALIVE)
    assert row.accessibleName() == "Session of Nordlink, transmitter: alive"
    assert (said, row.accessibleDescription()) == ([], why), "the reader reads the name that changed"
    row.clearFocus()
    row.setFocus()
    assert row.accessibleDescription() == ALIVE.words
