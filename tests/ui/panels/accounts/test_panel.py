"""The connection panel."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.console.account import Account
from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.ui.panels.accounts.cards import GroupHead, SessionRow
from smppconsole.ui.panels.accounts.menus import account_menu
from smppconsole.ui.panels.accounts.panel import AccountsPanel
from smppconsole.ui.panels.sessions.view import SessionView
from tests.kit.screen import WindowsShown, found, nameless

VIEWS = (
    SessionView(1, Account("Nordlink", "smsc.example", tag="NL", group="Staging")),
    SessionView(2, Account("Meridian", "smpp.example", group="Production", production=True)),
)


@pytest.fixture
def panel(qtbot: QtBot) -> AccountsPanel:
    """Two accounts in two groups."""
    made = AccountsPanel()
    qtbot.addWidget(made)
    made.head.setParent(made)  # it stands at the head of a dock
    made.resize(228, 700)
    made.show()
    made.show_views(VIEWS)
    return made


def test_without_accounts_it_offers_a_beginning(qtbot: QtBot) -> None:
    panel = AccountsPanel()
    qtbot.addWidget(panel)
    panel.head.setParent(panel)
    panel.show()
    panel.show_views(())
    told: list[tuple[str, str]] = []
    panel.asked.connect(lambda wish, name: told.append((wish, name)))
    for name in ("accounts.first", "accounts.simulator"):
        button = found(panel, name, QPushButton)
        assert button.isVisible()
        button.click()
    assert told == [("new", ""), ("simulator", "")]


def test_a_button_binds_its_account(panel: AccountsPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.bind_toggled) as told:
        found(panel, "accounts.bind.Nordlink", QPushButton).click()
    assert told.args == ["Nordlink"]


def test_states_change_without_new_rows(panel: AccountsPanel) -> None:
    row = found(panel, "accounts.session.Nordlink", SessionRow)
    panel.show_views((replace(VIEWS[0], link=LinkStatus(LinkState.ALIVE), busy=True), VIEWS[1]))
    assert row.state.text() == "alive"
    assert found(panel, "accounts.session.Nordlink", SessionRow) is row
    panel.show_one(VIEWS[0])
    assert row.state.text() == "off"


def test_the_search_finds_names_hosts_and_groups(panel: AccountsPanel) -> None:
    panel.search.setText("product")
    QApplication.sendPostedEvents(None, 0)
    QApplication.processEvents()
    shown = [row.role.text() for row in panel.findChildren(SessionRow) if row.isVisible()]
    assert len(shown) == 1
    assert found(panel, "accounts.session.Meridian", SessionRow).isVisible()


def test_the_chosen_session_is_marked(panel: AccountsPanel) -> None:
    panel.show_current("Meridian")
    assert found(panel, "accounts.session.Meridian", SessionRow).chosen
    assert not found(panel, "accounts.session.Nordlink", SessionRow).chosen


def test_a_narrow_window_gets_a_rail(panel: AccountsPanel) -> None:
    panel.set_rail(True)
    assert panel.is_rail
    panel.edit(VIEWS[0].account, "Nordlink")
    assert panel.is_editing
    panel.close_form()
    assert panel.is_rail
    panel.set_rail(False)
    assert not panel.is_rail


def test_the_rail_has_its_rows_from_when_it_is_first_wanted(panel: AccountsPanel) -> None:
    panel.show_current("Meridian")
    assert panel.rail.rows == {}
    panel.set_rail(True)
    assert set(panel.rail.rows) == {view.account.name for view in VIEWS}
    assert [name for name, row in panel.rail.rows.items() if row.chosen] == ["Meridian"]
    panel.show_views(VIEWS[:1])
    assert list(panel.rail.rows) == [VIEWS[0].account.name]


def test_rows_of_the_rail_ask_as_those_of_the_list_do(panel: AccountsPanel, qtbot: QtBot) -> None:
    panel.set_rail(True)
    row = panel.rail.rows["Nordlink"]
    with qtbot.waitSignal(panel.chosen, check_params_cb=lambda name: name == "Nordlink"):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.asked, check_params_cb=lambda wish, name: (wish, name) == ("edit", "Nordlink")):
        qtbot.keyClick(row, Qt.Key.Key_Return)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_menu_offers_the_rest(panel: AccountsPanel, qtbot: QtBot) -> None:
    row = found(panel, "accounts.session.Nordlink", SessionRow)
    row.menu_asked.emit(row.mapToGlobal(row.rect().center()))
    menu = panel.findChild(QMenu)
    assert menu is not None
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Bind", "Wait for an outbind…", "Edit", "Duplicate", "Move to group", "Export…", "Delete…"]
    with qtbot.waitSignal(panel.asked) as told:
        next(action for action in menu.actions() if action.text() == "Duplicate").trigger()
    assert told.args == ["duplicate", "Nordlink"]
    menu.close()


def test_groups_fold(panel: AccountsPanel, qtbot: QtBot) -> None:
    row = found(panel, "accounts.session.Meridian", SessionRow)
    qtbot.mousePress(found(panel, "accounts.group.Production"), Qt.MouseButton.LeftButton)
    assert not row.isVisible()


def test_all_controls_have_names(panel: AccountsPanel) -> None:
    assert not nameless(panel)


def test_search_looks_into_groups_logins_and_notes(panel: AccountsPanel) -> None:
    account = Account("Far", "far.example", system_id="login7", group="Abroad", notes="two binds", production=True)
    panel.show_views([SessionView(0, account)])
    for words, there in (("login7", True), ("abroad far", True), ("binds production", True), ("near", False)):
        panel.search.setText(words)
        assert (panel.findChild(SessionRow, "accounts.session.Far") is not None) is there


def test_ways_to_get_accounts_stand_in_one_menu() -> None:
    asked: list[tuple[str, str]] = []
    parent = QWidget()
    menu = account_menu(parent, lambda wish, title: asked.append((wish, title)))
    rows = {action.text(): action for action in menu.actions()}
    templates = rows["New from provider"].menu()
    assert isinstance(templates, QMenu)
    next(row for row in templates.actions() if row.text() == "TeleMessage").trigger()
    for words in ("New account", "Import accounts…", "Export accounts…", "Start the simulator"):
        rows[words].trigger()
    assert asked == [("provider", "TeleMessage"), ("new", ""), ("import", ""), ("export", ""), ("simulator", "")]
    parent.deleteLater()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_keys_go_through_the_providers_that_were_asked_for(panel: AccountsPanel) -> None:
    asked: list[tuple[str, str]] = []
    panel.asked.connect(lambda wish, title: asked.append((wish, title)))
    panel.open_more(templates=True)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.activeAction() is menu.actions()[0]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert asked == [("provider", menu.actions()[1].text())]


def test_a_search_that_finds_no_account_says_so(panel: AccountsPanel) -> None:
    panel.show_views(VIEWS)
    panel.search.setText("zzz")
    assert found(panel, "accounts.none_found", QLabel).text() == "No account matches."
    panel.search.setText("nord")
    assert [row.objectName() for row in panel.findChildren(QLabel, "accounts.none_found") if row.isVisible()] == []


async def test_the_focus_stays_on_an_account_whose_row_is_made_anew(panel: AccountsPanel) -> None:
    panel.activateWindow()
    panel.take_focus("Nordlink")
    held = QApplication.focusWidget()
    assert held is not None
    moved = replace(VIEWS[0], account=replace(VIEWS[0].account, group="Elsewhere"))
    panel.show_views((moved, VIEWS[1]))
    now = QApplication.focusWidget()
    assert now is not None
    assert now.objectName() == "accounts.card.Nordlink"
    assert now is not held


async def test_the_focus_goes_from_a_first_step_to_the_account_that_takes_its_place(panel: AccountsPanel) -> None:
    panel.show_views(())
    panel.activateWindow()
    panel.take_focus()
    panel.show_views(VIEWS[:1])
    now = QApplication.focusWidget()
    assert now is not None
    assert now.objectName() == "accounts.card.Nordlink"


def test_focus_comes_to_the_search_to_the_rail_or_to_the_beginning(panel: AccountsPanel) -> None:
    panel.activateWindow()
    panel.take_focus()
    assert panel.search.hasFocus()
    panel.set_rail(True)
    panel.take_focus()
    assert panel.expand.hasFocus()
    panel.set_rail(False)
    panel.show_views(())
    panel.take_focus()
    assert panel.first.hasFocus()


def test_rows_made_anew_are_never_windows_for_a_moment(panel: AccountsPanel, qtbot: QtBot) -> None:
    shown = WindowsShown()
    QApplication.instance().installEventFilter(shown)
    panel.show_views(VIEWS[1:])
    panel.show_views(VIEWS)
    QApplication.instance().removeEventFilter(shown)
    assert shown.names == []


def test_the_current_session_is_brought_into_sight(panel: AccountsPanel, qtbot: QtBot) -> None:
    many = tuple(SessionView(number, Account(f"Account {number:02}", "smsc.example")) for number in range(30))
    panel.show_views(many)
    row = found(panel, "accounts.session.Account 29", SessionRow)
    qtbot.waitUntil(lambda: row.visibleRegion().isEmpty())
    panel.show_current("Account 29")
    qtbot.waitUntil(lambda: row.visibleRegion().boundingRect() == row.rect())


def test_accounts_of_no_group_stand_last_and_what_is_folded_stays_so(panel: AccountsPanel) -> None:
    views = [SessionView(at, Account(f"A{at}", group=group)) for at, group in enumerate(("", "Lab", "Zoo"))]
    panel.show_views(views)
    heads = [head.objectName() for head in sorted(panel.findChildren(GroupHead), key=lambda head: head.y())]
    assert heads == ["accounts.group.Lab", "accounts.group.Zoo", "accounts.group.Other accounts"]
    found(panel, "accounts.group.Lab", GroupHead).click()
    panel.show_views(views[:2])
    assert found(panel, "accounts.group.Lab", GroupHead).folded
    assert not found(panel, "accounts.session.A1").isVisible()
    panel.search.setText("A1")
    assert found(panel, "accounts.session.A1").isVisible()
    panel.search.clear()
    panel.folds.take_up("[]")
    assert found(panel, "accounts.session.A1").isVisible()


def test_the_focus_of_an_account_that_goes_passes_to_the_one_spoken_of(panel: AccountsPanel) -> None:
    views = [SessionView(at, Account(f"A{at}")) for at in range(3)]
    panel.show_views(views)
    panel.show_current("A2")
    found(panel, "accounts.session.A0", SessionRow).setFocus()
    panel.show_views(views[1:])
    focus = panel.window().focusWidget()
    assert focus is not None
    assert focus.objectName().endswith(".A2")
