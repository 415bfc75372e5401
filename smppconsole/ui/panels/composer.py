"""The composer: one form that is a draft. It counts, warns and previews while typing; the window sends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from smppconsole.compose.checks import Problem, check
from smppconsole.compose.count import Count, count, headline
from smppconsole.compose.draft import Alphabet, Carry, Draft, Receipt
from smppconsole.compose.proposal import propose_alphabet
from smppconsole.console.account import Account
from smppconsole.smpp.coding import ALPHABETS
from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.address_row import AddressRow
from smppconsole.ui.panels.rare_fields import RareFields
from smppconsole.ui.panels.session_view import SessionView
from smppconsole.ui.panels.tlv_rows import TlvRows
from smppconsole.ui.widgets.controls import Choice, IconTextButton, MainButton, button, label, named, set_tone
from smppconsole.ui.widgets.link_light import paint_light
from smppconsole.ui.widgets.message_editor import MessageEditor
from smppconsole.ui.widgets.segmented import Segmented

_PAUSE = 40
_WIDE = 720
_CARRIES: tuple[tuple[str, object], ...] = (
    ("Automatic", Carry.AUTO),
    ("One message", Carry.SINGLE),
    ("UDH, 8-bit reference", Carry.UDH8),
    ("UDH, 16-bit reference", Carry.UDH16),
    ("sar_* TLVs", Carry.SAR),
    ("message_payload", Carry.PAYLOAD),
)
_RECEIPTS = (("None", "", Receipt.NONE), ("Final", "", Receipt.FINAL), ("Failure", "", Receipt.FAILURE))
_BOUND = "alive"


class Composer(QWidget):
    """Signals: ``changed`` with the draft after a pause in typing, ``send_asked`` with whether anyway,
    ``preview_toggled``."""

    changed = Signal(object)
    send_asked = Signal(bool)
    preview_toggled = Signal(bool)
    session_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "composer", "Compose")
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = Choice("composer.session", "Send on")
        self.source = AddressRow("source", "From", "sender")
        self.destination = AddressRow("destination", "To", "number")
        self.text = MessageEditor("composer.text", "Text", "Text of the message")
        self.counter = label("", "text", fonts.text(12), "composer.counter")
        self.left_over = label("", "text2", fonts.text(11), "composer.left")
        self.way_out = button("", "composer.way_out", role="link")
        self.coding = Choice("composer.coding", "Coding")
        self.carry = Choice("composer.carry", "Carry")
        self.receipt = Segmented("composer.receipt", "Receipt", _RECEIPTS)
        self.tlvs = TlvRows()
        self.add_tlv = button("+ Add TLV", "composer.add_tlv", "Add a TLV", role="link")
        self.fold = IconTextButton("chevron-right", "Schedule, validity, flags", "composer.fold")
        self.rare = RareFields()
        self.problem = label("", "warn", fonts.text(11), "composer.problem")
        self.send = MainButton("Send", "composer.send", "Ctrl+Enter")
        self.preview = IconTextButton("eye", "Preview", "composer.preview", "Preview the exact octets")
        self._account = Account()
        self._count: Count | None = None
        self._way_out = ""
        self._bound = False
        self._pause = QTimer(self)
        self._fill_choices()
        self._lay_out()
        self._wire()
        self._settle()

    def _fill_choices(self) -> None:
        self.carry.fill(_CARRIES)
        rows: list[tuple[str, object]] = [("Automatic", Alphabet.AUTO)]
        rows += [(ALPHABETS[name.value].words, name) for name in Alphabet if name is not Alphabet.AUTO]
        self.coding.fill(tuple(rows))
        self.session.fill((("No session", ""),))

    # --- laying out

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inside = QWidget()
        self._form = form = QBoxLayout(QBoxLayout.Direction.TopToBottom, inside)
        form.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(8))
        form.setSpacing(theme.px(8))
        for piece, stretch in ((self._addresses(), 0), (self._writing(), 1), (self._settings(), 0)):
            form.addLayout(piece, stretch)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(area.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        column.addWidget(area, 1)
        column.addLayout(self._foot())

    def _addresses(self) -> QGridLayout:
        grid = _form_grid()
        told = label("Send on", "text2")
        told.setBuddy(self.session)
        grid.addWidget(told, 0, 0)
        grid.addWidget(self.session, 0, 1, 1, 2)
        self.source.put_into(grid, 1)
        self.destination.put_into(grid, 3)
        return grid

    def _writing(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        column.addWidget(self.text, 1)
        column.addLayout(self._counting())
        return column

    def _settings(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        column.addLayout(self._choices())
        column.addWidget(self.tlvs)
        column.addLayout(self._folding())
        column.addWidget(self.rare)
        column.addStretch(0)
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Addresses, text and settings beside each other where the form is wide and low."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._form.setDirection(direction)
        self._form.setSpacing(theme.px(20 if wide else 8))
        for at, share in enumerate((3, 4, 3) if wide else (0, 1, 0)):
            self._form.setStretch(at, share)

    def _counting(self) -> QVBoxLayout:
        self.counter.setTextFormat(Qt.TextFormat.RichText)
        self.counter.setWordWrap(True)
        below = QHBoxLayout()
        below.addWidget(self.way_out)
        below.addStretch(1)
        below.addWidget(self.left_over)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.counter)
        column.addLayout(below)
        return column

    def _choices(self) -> QGridLayout:
        grid = _form_grid()
        for at, (words, widget) in enumerate((("Coding", self.coding), ("Carry", self.carry))):
            told = label(words, "text2")
            told.setBuddy(widget)
            grid.addWidget(told, at, 0)
            grid.addWidget(widget, at, 1, 1, 2)
        grid.addWidget(label("Receipt", "text2"), 2, 0)
        grid.addWidget(self.receipt, 2, 1, 1, 2)
        return grid

    def _folding(self) -> QHBoxLayout:
        self.fold.setProperty("role", "quiet")
        self.fold.setCheckable(True)
        self.fold.setFixedHeight(theme.px(theme.HEIGHTS.small_control))
        row = QHBoxLayout()
        row.addWidget(self.fold)
        row.addStretch(1)
        row.addWidget(self.add_tlv)
        return row

    def _foot(self) -> QVBoxLayout:
        self.preview.setCheckable(True)
        self.preview.setFixedHeight(theme.px(theme.HEIGHTS.main_button))
        self.problem.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.send, 1)
        row.addWidget(self.preview)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(12))
        foot.setSpacing(theme.px(6))
        foot.addWidget(self.problem)
        foot.addLayout(row)
        return foot

    def _wire(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._settle)
        for signal in (
            self.source.edited,
            self.destination.edited,
            self.text.edited,
            self.coding.currentIndexChanged,
            self.carry.currentIndexChanged,
            self.receipt.chosen,
            self.tlvs.changed,
            self.rare.changed,
        ):
            signal.connect(self._start_pause)
        self.add_tlv.clicked.connect(self.tlvs.add)
        self.fold.toggled.connect(self._folded)
        self.way_out.clicked.connect(lambda: self.text.setPlainText(self._way_out))
        self.send.clicked.connect(lambda: self.send_asked.emit(False))
        self.preview.toggled.connect(self.preview_toggled)
        self.session.currentIndexChanged.connect(self._session_changed)

    def _start_pause(self, *_ignored: object) -> None:
        self._pause.start()

    def _folded(self, opened: bool) -> None:
        self.rare.setVisible(opened)
        self.fold.set_icon("chevron-down" if opened else "chevron-right")

    # --- the draft

    @property
    def draft(self) -> Draft:
        """The form as one value."""
        values: dict[str, object] = {
            "destination": self.destination.text().strip(),
            "source": self.source.text().strip(),
            "text": self.text.toPlainText(),
            "source_ton": self.source.chosen_ton,
            "source_npi": self.source.chosen_npi,
            "dest_ton": self.destination.chosen_ton,
            "dest_npi": self.destination.chosen_npi,
            "alphabet": Alphabet(self.coding.currentData()),  # Qt gives a plain text back
            "carry": Carry(self.carry.currentData()),
            "receipt": self.receipt.value,
            "tlvs": self.tlvs.tlvs,
            "default_alphabet": self._account.default_alphabet,
        }
        self.rare.put_into(values)
        return replace(Draft(), **values)  # type: ignore[arg-type]

    @property
    def count(self) -> Count | None:
        """The count of the draft as it was last settled."""
        return self._count

    def show_draft(self, draft: Draft) -> None:
        """Fill the form in."""
        self.source.show_address(draft.source, draft.source_ton, draft.source_npi)
        self.destination.show_address(draft.destination, draft.dest_ton, draft.dest_npi)
        self.text.setPlainText(draft.text)
        self.coding.choose(draft.alphabet)
        self.carry.choose(draft.carry)
        self.receipt.set_value(draft.receipt)
        self.tlvs.show_tlvs(draft.tlvs)
        self.rare.show_draft(draft)
        if self.rare.in_use:
            self.fold.setChecked(True)
        self._settle()

    def show_sessions(self, views: Sequence[SessionView], chosen: str) -> None:
        """The sessions one may send on, each with its light; ``chosen`` is the account's name."""
        was = self.session.blockSignals(True)
        rows = [(f"{view.tag.text}  {view.account.name}, {view.role}", view.account.name) for view in views]
        if rows != [(self.session.itemText(at), self.session.itemData(at)) for at in range(self.session.count())]:
            self.session.fill(tuple(rows) or (("No session", ""),))
        for at, view in enumerate(views):
            self.session.setItemIcon(at, _light_icon(str(view.link.state)))
        self.session.choose(chosen)
        self.session.blockSignals(was)
        current = next((view for view in views if view.account.name == chosen), None)
        if current is not None and current.account != self._account:
            self._take_account(current.account)
        self._bound = current is not None and str(current.link.state) in {_BOUND, "late"}
        self._show_sendable()

    def _session_changed(self, _at: int) -> None:
        name = self.session.currentData()
        if isinstance(name, str) and name:
            self.session_chosen.emit(name)

    def _take_account(self, account: Account) -> None:
        """What an account proposes for new messages, where the form still says what the account before proposed."""
        before, self._account = self._account, account
        self.source.set_default(account.source_ton, account.source_npi)
        self.destination.set_default(account.dest_ton, account.dest_npi)
        if self.source.text() in {"", before.default_source}:
            self.source.setText(account.default_source)
        if self.receipt.value == Receipt(before.registered_delivery):
            self.receipt.set_value(Receipt(account.registered_delivery))
        if self.carry.currentData() == Carry(before.carry):
            self.carry.choose(Carry(account.carry))
        self._settle()

    # --- what it says

    def _settle(self) -> None:
        """Count, check and tell, after a pause in typing."""
        self._pause.stop()
        draft = self.draft
        self._count = counted = count(draft)
        self._show_count(draft, counted)
        self._show_problems(draft)
        self._show_sendable()
        self.changed.emit(draft)

    def _show_count(self, draft: Draft, counted: Count) -> None:
        forcing = counted.forcing[1] if counted.forcing else None
        self.text.show_parts(counted.boundaries if counted.parts > 1 else (), forcing)
        self.text.set_problem(counted.problem)
        self.counter.setText(_count_words(counted, draft.carry))
        set_tone(self.counter, "err" if counted.problem else "text")
        self._way_out = counted.way_out
        self.way_out.setText(counted.hint)
        self.way_out.setVisible(bool(counted.way_out))
        parts = f" in part {counted.parts}" if counted.parts > 1 else ""
        self.left_over.setText(f"{counted.left_in_part} left{parts}" if not counted.problem else "")
        wording = propose_alphabet(replace(draft, alphabet=Alphabet.AUTO))
        auto = f"Automatic: {ALPHABETS[wording.alphabet].words} ({wording.data_coding})"
        self.coding.setItemText(0, auto)

    def _show_problems(self, draft: Draft) -> None:
        typed = self.tlvs.problem
        problems = check(draft) if draft.text or draft.destination else ()
        worst = problems[0] if problems else None
        if typed:
            worst = Problem("tlv", Severity.ERROR, typed)
        if worst is None or worst.severity is Severity.NOTE:
            self.problem.hide()
            return
        more = f" And {len(problems) - 1} more." if len(problems) > 1 else ""
        self.problem.setText(f"{worst.text}{more}")
        self.problem.setToolTip(worst.remedy)
        set_tone(self.problem, "err" if worst.severity is Severity.ERROR else "warn")
        self.problem.show()

    def _show_sendable(self) -> None:
        parts = self._count.parts if self._count else 1
        self.send.say(f"Send {parts} parts" if parts > 1 else "Send 1 message" if parts else "Send")
        self.send.setEnabled(self._bound)
        self.send.setToolTip("" if self._bound else "Bind the session first (Ctrl+B)")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter sends, with Shift anyway."""
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if ctrl and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.send_asked.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


def _form_grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(6))
    grid.setVerticalSpacing(theme.px(6))
    grid.setColumnMinimumWidth(0, theme.px(58))
    grid.setColumnStretch(1, 128)
    grid.setColumnStretch(2, 100)
    return grid


def _count_words(counted: Count, carry: Carry) -> str:
    """ "172 characters · UCS-2 because of “→” · 3 parts", the figures bold."""
    words = escape(headline(counted, carry), quote=False)
    pieces = words.split(" · ")
    if counted.problem:
        return words
    bold = {0, len(pieces) - 1} if counted.parts > 1 else {0}
    return " · ".join(_with_bold_number(piece) if at in bold else piece for at, piece in enumerate(pieces))


def _with_bold_number(piece: str) -> str:
    number, _, rest = piece.partition(" ")
    return f"<b>{number}</b> {rest}"


def _light_icon(state: str) -> QIcon:
    """The light as an icon for a row of a choice."""
    side = theme.px(9)
    pixmap = QPixmap(QSize(side, side) * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_light(painter, QRectF(0, 0, side, side), state)
    painter.end()
    return QIcon(pixmap)
