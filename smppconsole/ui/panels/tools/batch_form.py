"""The sheet of a batch: the message, to whom, how fast."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smppconsole.compose.batch import (
    DESTINATION_COLUMNS,
    Table,
    batch_doubts,
    batch_problems,
    destination_column,
    read_table,
)
from smppconsole.compose.count import count, headline
from smppconsole.compose.draft import Draft
from smppconsole.compose.kept_batch import KeptBatch, batch_from
from smppconsole.compose.layout import DraftError
from smppconsole.console.batch_row import left_to_send
from smppconsole.ui import fonts, theme
from smppconsole.ui.bidi import isolated, isolated_in
from smppconsole.ui.panels.frame.file_asking import ask_open
from smppconsole.ui.panels.tools.batch_words import table_words
from smppconsole.ui.widgets.controls import button, label, named, set_tone
from smppconsole.ui.widgets.copying import let_copy
from smppconsole.ui.widgets.number_field import NumberField
from smppconsole.ui.widgets.section import labelled
from smppconsole.ui.widgets.segmented import Segmented
from smppconsole.ui.words import sentence, tip, tr

MOST = 1_000_000
MOST_OCTETS = 200_000_000
_FASTEST = 10_000
_USUAL = 10.0
_MOST_TOLD = 2
"""PDUs a second that a batch begins with where the account says nothing."""
_NO_FILE = "A CSV with a line of column names; one of them is “{usual}” or “{exact}”."
_NAMES = {"usual": DESTINATION_COLUMNS[2], "exact": DESTINATION_COLUMNS[0]}
Row = Mapping[str, str]


class BatchForm(QWidget):
    """``changed`` fires when there is something else to send, ``edited`` when the user chose otherwise."""

    changed = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "batch.form", tr("Batch"))
        self.draft = Draft()
        self.table = Table((), ())
        self.message = label("", "text", fonts.text(12), "batch.message")
        self.counter = label("", "text2", fonts.text(11), "batch.counter")
        self.source = Segmented(
            "batch.source", tr("To"), ((tr("A CSV file"), "file", "file"), (tr("A count"), "", "count"))
        )
        self.choose = button(tr("Choose file…"), "batch.choose", tr("Choose a CSV file"))
        self.file = label(tr(_NO_FILE, **_NAMES), "text2", fonts.text(11), "batch.file")
        self.amount = NumberField("batch.count", tr("How many messages"), 100, 1, MOST, whole=True)
        says = tr("PDUs a second, 0 for as fast as the window lets")
        self.rate = NumberField("batch.rate", says, _USUAL, 0, _FASTEST)
        self._proposed = _USUAL
        self.problem = label("", "err", fonts.text(11), "batch.problem")
        let_copy(self.problem)
        self._rate_words = label(tr("PDUs a second, 0 for no limit"), "text2", fonts.text(11))
        self._counted = label(tr("messages; {n} in the text counts them"), "text2", fonts.text(11))
        self._read_problem, self._path = "", ""
        self._lay_out()
        self._wire()
        self._turn("file")

    def propose_rate(self, allowed: float) -> None:
        """Begin with what the account allows a second (0: no limit of its own), unless another rate was typed."""
        wish = min(allowed, _FASTEST) or _USUAL
        if self.rate.value == self._proposed != wish and self.rate.is_good and self.isEnabled():
            self.rate.set_value(wish)
        self._proposed = wish

    def _lay_out(self) -> None:
        for words in (self.message, self.counter, self.file, self.problem, self._counted, self._rate_words):
            words.setWordWrap(True)
        self.message.setToolTip(tr("The message in the composer. {name} stands for a column of the file."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(label(tr("The composer's message"), "text2", fonts.text(11)))
        column.addWidget(self.message)
        column.addWidget(self.counter)
        column.addSpacing(theme.px(4))
        column.addWidget(self.source)
        counted = QHBoxLayout()
        counted.setSpacing(theme.px(8))
        counted.addWidget(self.amount)
        counted.addWidget(self._counted, 1)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.file)
        column.addLayout(counted)
        rate = labelled(tr("Rate"), self.rate)
        rate.addWidget(self._rate_words, 1)
        rate.setStretch(1, 0)
        column.addLayout(rate)
        column.addWidget(self.problem)
        self.setAcceptDrops(True)

    def _wire(self) -> None:
        self.source.chosen.connect(self._turn)
        for signal in (self.source.chosen, self.amount.changed, self.rate.changed):
            signal.connect(lambda _value: self.edited.emit())
        self.choose.clicked.connect(self.ask_file)
        self.amount.changed.connect(lambda _value: self._settle())
        self.rate.changed.connect(lambda _value: self._settle())

    # --- what there is

    @property
    def rows(self) -> Iterable[Row]:
        """The rows that fill the message."""
        if self.source.value == "file":
            return self.table.rows
        return ({"n": str(number)} for number in range(1, int(self.amount.value) + 1))

    @property
    def total(self) -> int:
        """How many messages it would be."""
        return len(self.table.rows) if self.source.value == "file" else int(self.amount.value)

    @property
    def ready(self) -> bool:
        """Whether there is something to send, and nothing keeps every row from being sent."""
        return bool(self.total) and not self.problem_words()

    def problem_words(self) -> str:
        """What keeps every row from being sent; "" for nothing."""
        if self._read_problem:
            return self._read_problem
        if not (self.amount.is_good and self.rate.is_good):
            return self.rate.toolTip() or self.amount.toolTip()
        if self.source.value == "file" and not self.table.columns:
            return ""
        columns = self.table.columns if self.source.value == "file" else ("n",)
        if self.source.value == "count" and not self.draft.destination:
            return tr("no destination: write one into the composer; {n} in it counts")
        return "; ".join(batch_problems(self.draft, columns))

    def show_draft(self, draft: Draft) -> None:
        """The composer holds another message."""
        self.draft = draft
        self._settle()

    # --- what the user does

    def ask_file(self) -> None:
        """Let the user choose a file."""
        ask_open(self, "batch.open", tr("Recipients"), tr("Tables (*.csv *.txt *.tsv);;All files (*)"), self.read)

    def read(self, path: Path) -> None:
        """Read the rows of a file; what is wrong with it is said below."""
        self.table, self._read_problem, self._path = Table((), ()), "", str(path)
        try:
            if path.stat().st_size > MOST_OCTETS:
                raise OSError(0, tr("larger than {most_octets} MB", most_octets=MOST_OCTETS // 1000000))
            self.table = left_to_send(read_table(_text_of(path.read_bytes())))
        except OSError as error:
            self._read_problem = tr("{name} was not read: {strerror}", name=path.name, strerror=error.strerror)
        except UnicodeDecodeError as error:
            self._read_problem = tr(
                "{name} is not UTF-8 text (octet {start}). Save it again as “CSV UTF-8”.",
                name=path.name,
                start=error.start,
            )
        self.source.set_value("file")
        self._turn("file")
        self.edited.emit()

    def _show_file(self) -> None:
        """What the table holds, and what of it is doubtful for this message."""
        words = table_words(Path(self._path).name, self.table) if self.table.columns else tr(_NO_FILE, **_NAMES)
        doubts = (*batch_doubts(self.draft, self.table), *self.table.problems)
        self.file.setText("\n".join((words, *_told(doubts))))
        self.file.setToolTip(tip("\n".join(sentence(tr(doubt)) for doubt in doubts)))
        set_tone(self.file, "warn" if doubts else "text2")

    # --- what is kept

    @property
    def kept(self) -> KeptBatch:
        """What was chosen, and the file's path; not its content, which is read again."""
        return KeptBatch(str(self.source.value), self.amount.value, self.rate.value, self._path)

    def take_up(self, text: str) -> None:
        """Choose it again; a file that is gone is said below. Raises ``ValueError`` for what says no such thing."""
        kept = batch_from(text)
        self.amount.set_value(kept.count)
        self.rate.set_value(kept.rate)
        if kept.file:
            self.read(Path(kept.file))
        self.source.set_value(kept.source)
        self._turn(kept.source)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file dropped."""
        self.read(Path(event.mimeData().urls()[0].toLocalFile()))

    def _turn(self, source: object) -> None:
        of_file, of_count = (self.choose, self.file), (self.amount, self._counted)
        for widget in (*of_file, *of_count):
            widget.setVisible((widget in of_file) == (source == "file"))
        self._settle()

    def _settle(self) -> None:
        draft = self.draft
        text = draft.text.replace("\n", " ⏎ ")
        shown = f"“{isolated(text[:160] + ('…' if len(text) > 160 else ''))}”" if text else tr("no text yet")
        sender = draft.source or tr("no sender")
        self.message.setText(tr("{sender} to {whom}: {shown}", sender=sender, whom=self._whom(), shown=shown))
        try:
            counted = count(draft)
            self.counter.setText(isolated_in(tr(headline(counted)), counted.forcing[0] if counted.forcing else ""))
        except DraftError as error:
            self.counter.setText(tr(error.rule))
        self._show_file()
        words = self.problem_words()
        self.problem.setText(words if self._read_problem else sentence(words).rstrip("."))
        self.problem.setVisible(bool(words))
        self.changed.emit()

    def _whom(self) -> str:
        """Where the messages go: by a column of the table, or as the composer says."""
        column = destination_column(self.draft, self.table.columns) if self.source.value == "file" else None
        if column is not None:
            return tr("the numbers of “{column}”", column=column)
        return self.draft.destination or tr("no number")


def _text_of(octets: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 where it begins so, as spreadsheets save "Unicode text"."""
    return octets.decode("utf-16" if octets.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8")


def _told(problems: Sequence[str]) -> Iterator[str]:
    """A line each of the first problems of a table, and how many more there are."""
    for problem in problems[:_MOST_TOLD]:
        yield sentence(tr(problem))
    if len(problems) > _MOST_TOLD:
        yield tr("and {more} more", more=len(problems) - _MOST_TOLD)
