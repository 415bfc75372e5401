"""The guide in the window."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smppconsole.console import paths
from smppconsole.ui import theme, words
from smppconsole.ui.actions import ACTIONS
from smppconsole.ui.panels.frame.help_window import PAGES, HelpWindow, keys_page, page_for, read_page, words_for
from smppconsole.ui.widgets.controls import LineField, named
from tests.kit.screen import eventually, nameless
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def guide(qtbot: QtBot) -> HelpWindow:
    """Opened on its first page."""
    made = HelpWindow(None)
    qtbot.addWidget(made)
    made.open_for(None)
    return made


@pytest.mark.parametrize("page", [page for page, _, _ in PAGES])
def test_links_and_pictures_of_a_page_lead_somewhere(page: str) -> None:
    names = {f"{name}.md" for name, _, _ in PAGES}
    for place in re.findall(r"\]\(([^)#]+)\)", read_page(page)):
        assert place in names or paths.resource("help", place).is_file(), place


def test_every_page_of_the_folder_is_in_the_list() -> None:
    pages = {path.stem for path in paths.resource("help").glob("*.md")}
    assert pages | {"keys"} == {page for page, _, _ in PAGES}


def test_every_shortcut_is_told() -> None:
    assert all(f"| {spec.shown_keys} |" in keys_page() for spec in ACTIONS if spec.shown_keys)


def test_the_panel_in_focus_has_its_page(qtbot: QtBot) -> None:
    panel = named(QWidget(), "composer", "Compose")
    qtbot.addWidget(panel)
    line = LineField("nobody.knows", "Validity")
    line.setParent(panel)
    line.set_help("How long the centre tries.")
    assert page_for(line) == "composer"
    assert words_for(line) == "Validity: How long the centre tries."
    assert (page_for(None), words_for(None)) == ("start", "")


def test_a_page_is_shown_with_what_the_field_says(guide: HelpWindow) -> None:
    assert guide.page == "start"
    guide.show_page("rules", "esm_class: the octet")
    assert guide.page == "rules"
    assert guide.about.text() == "esm_class: the octet"
    assert "Findings" in guide.browser.toPlainText()
    guide.show_page("none such")
    assert guide.page == "rules"
    assert not guide.about.isVisible()
    assert not nameless(guide)


def test_links_go_to_pages_and_others_to_the_browser(guide: HelpWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    guide.browser.anchorClicked.emit(QUrl("trace.md"))
    assert guide.page == "trace"
    guide.browser.anchorClicked.emit(QUrl("https://example.org/x"))
    guide.browser.anchorClicked.emit(QUrl("picture.png"))
    assert opened == ["https://example.org/x"]


def test_pictures_are_no_wider_than_the_page(guide: HelpWindow) -> None:
    guide.resize(600, 500)
    image = guide.browser.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("window.png"))
    assert isinstance(image, QImage)
    assert 0 < image.width() <= guide.browser.viewport().width()


def test_every_picture_has_a_dark_one() -> None:
    names = {path.stem for path in paths.resource("help").glob("*.png")}
    assert {f"{name}-dark" for name in names if not name.endswith("-dark")} <= names


async def test_pictures_are_as_dark_as_the_window() -> None:
    async with opened_window() as window:
        guide = window.deeds.guide()
        for look in (theme.DARK, theme.LIGHT):
            window.deeds.do(f"theme_{look.name}")
            guide.open_for(None)
            await eventually(lambda look=look: ground(guide) == look.colour("bg").lightness())
            assert theme.current() is look


def ground(guide: HelpWindow) -> int:
    """How light the first picture of the page is that is shown, at its edge."""
    resource = guide.browser.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl("window.png"))
    return resource.pixelColor(2, 2).lightness() if isinstance(resource, QImage) else -1


def test_the_list_turns_pages_and_esc_closes(guide: HelpWindow, qtbot: QtBot) -> None:
    guide.list.setCurrentIndex(guide.list.model().index(2, 0))
    assert guide.page == PAGES[2][0]
    qtbot.keyClick(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()


def test_pictures_stay_small() -> None:
    sizes = {path.name: path.stat().st_size for path in Path(paths.resource("help")).glob("*.png")}
    assert {name for name, size in sizes.items() if size > 600_000} == set()


async def test_f1_tells_about_what_has_the_focus(qtbot: QtBot) -> None:
    async with opened_window() as window:
        window.activateWindow()
        window.cast.composer.form.destination.setFocus()
        window.deeds.do("help")
        assert window.deeds.guide().page == "composer"
        window.deeds.do("guide")
        assert window.deeds.guide().page == "start"


LANGUAGES = [name for name in words.languages() if name != words.ENGLISH]


def skeleton(text: str) -> list[str]:
    """What a page of the guide has in every language: headings, pictures, links, tables, code."""
    marks = re.findall(r"^#+|\]\([^)]+\)|^\|.*?(?=\|)|^[-*] |^\d\. |^```", text, re.MULTILINE)
    return [mark if mark[0] != "|" else "|" for mark in marks]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_of_another_language_has_the_same_pages_in_the_same_order_of_things(language: str) -> None:
    pages = sorted(path.name for path in paths.resource("help").glob("*.md"))
    assert sorted(path.name for path in paths.resource("help", language).glob("*.md")) == pages
    for page in pages:
        english, told = (paths.resource(*place, page).read_text("utf-8") for place in (("help",), ("help", language)))
        assert skeleton(told) == skeleton(english), page
        assert told != english, page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_read_in_the_language_of_the_window(language: str) -> None:
    try:
        words.choose(language)
        assert read_page("start") == paths.resource("help", language, "start.md").read_text("utf-8")
        assert keys_page().startswith(words.tr("# Keys"))
        assert not keys_page().startswith("# Keys")
    finally:
        words.choose(words.ENGLISH)


def test_a_page_is_called_by_its_title_and_read_with_a_caret(guide: HelpWindow) -> None:
    guide.show_page("trace")
    assert guide.browser.accessibleName() == "Page Trace"
    by_keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert guide.browser.textInteractionFlags() & by_keys
