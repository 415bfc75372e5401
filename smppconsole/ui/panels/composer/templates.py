"""Saved templates: taken into the form, their placeholders filled in first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from smppconsole.compose.draft import Draft
from smppconsole.compose.templates import TemplateError, draft_placeholders, fill_draft
from smppconsole.console.drafts import DraftShelf, Template, name_problem
from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.card_list import Card, CardList
from smppconsole.ui.widgets.controls import IconButton, LineField, button, label, named, native_keys
from smppconsole.ui.widgets.copying import let_copy
from smppconsole.ui.widgets.main_button import MainButton
from smppconsole.ui.widgets.menu_opening import open_at
from smppconsole.ui.widgets.telling import set_tip
from smppconsole.ui.words import sentence, tr, tr_many

if TYPE_CHECKING:
    from smppconsole.ui.panels.frame.dialogs import Sheet

EMPTY = "Save a draft as a template to use it again. Write {name} in it where each message says something else."
_FILES_TOLD = 3


class TemplatesPage(QWidget):
    """Signals: ``use_asked`` with a draft for the form, ``save_asked`` with the name the form's draft is to be kept
    under, ``said`` with severity and words."""

    use_asked = Signal(object)
    save_asked = Signal(str)
    said = Signal(object, str)

    def __init__(self, shelf: DraftShelf) -> None:
        super().__init__()
        named(self, "templates", tr("Templates"))
        self._shelf = shelf
        self._rows: tuple[Template, ...] = ()
        self._undo: tuple[str, Template] | None = None
        self._blanks: dict[str, LineField] = {}
        self.name = LineField("templates.name", tr("Name of the template"), tr("Name of the template"))
        self.save = button(tr("Save draft"), "templates.save", tr("Save the draft as a template"))
        self.list = CardList("templates.list", tr("Templates"), EMPTY)
        self.problem = label("", "warn", fonts.text(11), "templates.problem")
        self.problem.setWordWrap(True)
        self.unread = label("", "warn", fonts.text(11), "templates.unread")
        self.unread.setWordWrap(True)
        let_copy(self.unread)
        self.use = MainButton(tr("Use template"), "templates.use")
        self.delete = button(tr("Delete"), "templates.delete", tr("Delete the chosen template"))
        self.delete.setFixedHeight(theme.px(theme.HEIGHTS.main_button))
        self.rename = IconButton("edit", "templates.rename", tr("Rename the chosen template"), "F2")
        self._lay_out()
        self._wire()
        self.refresh()

    def _lay_out(self) -> None:
        inset = theme.px(12)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(inset, theme.px(10), inset, theme.px(8))
        head.setSpacing(theme.px(8))
        head.addWidget(self.name, 1)
        head.addWidget(self.save)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(inset, theme.px(8), inset, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(1, 1)
        told = QVBoxLayout()
        told.setContentsMargins(inset, theme.px(6), inset, 0)
        told.setSpacing(theme.px(6))
        told.addWidget(self.unread)
        told.addWidget(self.problem)
        foot.setContentsMargins(inset, theme.px(8), inset, inset)
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.use, 1)
        foot.addWidget(self.rename)
        foot.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(self._grid)
        column.addLayout(told)
        column.addLayout(foot)

    def _wire(self) -> None:
        self.name.textChanged.connect(lambda _text: self._choose(self.list.chosen_row))
        self.name.returnPressed.connect(self._save)
        self.save.clicked.connect(self._save)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _row: self._use())
        self.list.deleted.connect(lambda _row: self._delete())
        self.list.renamed.connect(lambda _row: self.ask_name())
        self.list.menu_asked.connect(lambda _row, place: self.open_menu(place))
        self.list.clicked.connect(lambda _index: self._forget_undo())
        self.use.clicked.connect(self._use)
        self.rename.clicked.connect(self.ask_name)
        self.delete.clicked.connect(self._delete_or_undo)

    # --- showing

    def refresh(self, chosen: str = "") -> None:
        """Read the templates anew; the one named ``chosen`` is chosen."""
        self._rows = self._shelf.templates()
        _tell_unread(self.unread, self._shelf.unread)
        self.list.show_cards([card_of(row) for row in self._rows])
        at = next((at for at, row in enumerate(self._rows) if row.name == chosen), 0)
        if self._rows:
            self.list.setCurrentIndex(self.list.model().index(at, 0))
        self._choose(self.list.chosen_row)

    def _choose(self, row: int) -> None:
        template = self._rows[row] if 0 <= row < len(self._rows) else None  # while a list is reset Qt tells the row
        self.use.setEnabled(template is not None)
        self.rename.setEnabled(template is not None)
        self.delete.setEnabled(template is not None or self._undo is not None)
        self.delete.setText(self._undo[0] if self._undo is not None else tr("Delete"))
        self.save.setEnabled(bool(self.name.text().strip()))
        taken = any(one.name == self.name.text().strip() for one in self._rows)
        self.save.setText(tr("Replace") if taken else tr("Save draft"))
        try:
            names = draft_placeholders(template.draft) if template else ()
            self._say("")
        except TemplateError as error:
            names = ()
            self._say(tr("Taken as it stands: {words}.", words=error.words))
        if names != tuple(self._blanks):
            self._lay_blanks(names)

    def _lay_blanks(self, names: tuple[str, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._blanks = {}
        for at, name in enumerate(names):
            line = LineField(f"templates.blank_{name}", name, f"{{{name}}}")
            line.returnPressed.connect(lambda at=at: self._next_blank(at))
            told = label(name, "text2", fonts.text(12))
            told.setBuddy(line)
            self._grid.addWidget(told, at, 0, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(line, at, 1)
            self._blanks[name] = line

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    # --- what the user does

    @property
    def _chosen(self) -> Template | None:
        row = self.list.chosen_row
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @property
    def filled(self) -> Draft | None:
        """The chosen template with what was typed for its placeholders; the others stay as they stand."""
        template = self._chosen
        if template is None:
            return None
        values = {name: line.text() or f"{{{name}}}" for name, line in self._blanks.items()}
        try:
            return fill_draft(template.draft, values)
        except TemplateError:
            return template.draft

    def _forget_undo(self) -> None:
        """Somebody chose another: what was deleted or replaced stays so."""
        self._undo = None
        self._choose(self.list.chosen_row)

    def _next_blank(self, at: int) -> None:
        """Enter in a blank goes on to the next that is empty; after the last the template is used."""
        later = (line for line in tuple(self._blanks.values())[at + 1 :] if not line.text())
        line = next(later, None)
        if line is not None:
            line.setFocus()
        else:
            self._use()

    def _use(self) -> None:
        draft = self.filled
        if draft is not None:
            self.use_asked.emit(draft)

    def _save(self) -> None:
        name = self.name.text().strip()
        if name:
            self.save_asked.emit(name)

    def keep(self, name: str, draft: Draft) -> None:
        """Save a draft under a name; a template of that name is replaced, and comes back by the button below."""
        before = next((one for one in self._rows if one.name == name and one.draft != draft), None)
        try:
            self._shelf.save_template(name, draft)
        except OSError as error:
            self.said.emit(Severity.ERROR, tr("The template was not saved: {error}.", error=error))
            return
        self._undo = (tr("Undo replace"), before) if before is not None else None
        self.name.clear()
        self.refresh(name)

    def _delete_or_undo(self) -> None:
        """Forget the chosen template; the same button takes that back."""
        if self._undo is None:
            self._delete()
            return
        (_words, before), self._undo = self._undo, None
        self.keep(before.name, before.draft)
        self._forget_undo()

    def _delete(self) -> None:
        template = self._chosen
        if template is None:
            return
        try:
            self._shelf.delete_template(template.name)
        except OSError as error:
            self.said.emit(Severity.ERROR, tr("The template was not deleted: {error}.", error=error))
            return
        self._undo = (tr("Undo delete"), template)
        self.refresh()

    def ask_name(self) -> Sheet | None:
        """Ask what the chosen template is to be called; a name that is taken is told while it is typed."""
        from smppconsole.ui.panels.frame.dialogs import Sheet, ask_line  # noqa: PLC0415 - when asked for

        template = self._chosen
        if template is None:
            return None
        words = tr("What is the template {name} to be called?", name=template.name)
        sheet = Sheet(self.window(), "templates.name_sheet", tr("Rename template"), words, tr("Rename"))
        line = LineField("templates.new_name", tr("Name"), tr("Name of the template"))
        told = label("", "err", fonts.text(11), "templates.name_problem")
        told.setWordWrap(True)
        others = tuple(one.name for one in self._rows if one is not template)

        def judge(text: str) -> None:
            problem = name_problem(text.strip(), others)
            told.setText(sentence(problem))
            sheet.yes.setEnabled(not problem)

        line.textChanged.connect(judge)
        ask_line(sheet, line, template.name, lambda given: self._rename(template, given))
        sheet.body.addWidget(told)
        return sheet

    def _rename(self, template: Template, name: str) -> None:
        try:
            self._shelf.rename_template(template.name, name)
        except (OSError, ValueError) as error:
            words = tr("The template was not renamed: {error}", error=sentence(str(error)))
            self.said.emit(Severity.ERROR, words)
            return
        self._undo = None
        self.refresh(name)
        self.list.setFocus()

    def open_menu(self, place: QPoint) -> QMenu:
        """What can be done with the chosen template."""
        menu = named(QMenu(self), "templates.menu", tr("What can be done with the template"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Use template")).triggered.connect(self._use)
        menu.addAction(f"{tr('Rename…')}\t{native_keys('F2')}").triggered.connect(self.ask_name)
        menu.addSeparator()
        menu.addAction(f"{tr('Delete')}\t{native_keys('Del')}").triggered.connect(self._delete)
        open_at(menu, place)
        return menu


def card_of(row: Template) -> Card:
    """A template as a row of the list."""
    return Card(row.name, row.draft.destination, row.draft.text or tr("no text"))


def _tell_unread(told: QLabel, files: tuple[str, ...]) -> None:
    """Which files are no templates, and why: none is left out in silence."""
    words = tr_many("1 file cannot be read", "{count} files cannot be read", len(files))
    told.setText("\n".join((sentence(words + ":"), *map(tr, files[:_FILES_TOLD]))))
    set_tip(told, "\n".join(map(tr, files)) if len(files) > _FILES_TOLD else "")
    told.setVisible(bool(files))
