"""The first things of a start: the program in Qt's eyes, its look and language, and the window as a frame.

What the window holds takes three times as long to import and to make as the frame does, so the frame is painted before:
whoever started the program sees that it starts, and where. It takes nothing in until it is furnished; keys and presses
wait in Qt's queue.
"""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QCoreApplication, QEventLoop, QLibraryInfo, QLocale, QThread, QTranslator
from PySide6.QtWidgets import QApplication

from smppconsole.console.settings import Settings
from smppconsole.ui import fonts, garbage, icons, words
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.frame.appearance import Appearance
from smppconsole.ui.widgets import roles

_QT_WORDS = "words of Qt"
_PATIENCE, _MOMENT = 0.2, 1
"""Seconds to wait for a desktop to bring the frame up, and milliseconds between two looks."""
_TURNS = 2
"""What panels put off until the loop turns, such as to share the room they got, comes in the second."""


def begin(*, shown: bool = True) -> tuple[QApplication, MainWindow]:
    """The program and its window as a frame, painted where it is to be ``shown``."""
    app = make_application()
    settings = Settings()
    settings.load()  # what is wrong with it is said by who loads it for the panels
    frame = open_frame(settings)
    if shown:
        frame.show()
        paint(app, frame)
    return app, frame


def make_application() -> QApplication:
    """The program in Qt's eyes: its name, its typefaces, its icon; there is one a process."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        QCoreApplication.setApplicationName("smppconsole")
        QCoreApplication.setOrganizationName("smppconsole")
        app = QApplication(["smppconsole"])  # what window managers know the windows by, however it was started
    app.setApplicationDisplayName("SMPP Console")
    app.setDesktopFileName("smppconsole")
    app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(False)
    garbage.collect_here(app)
    QLocale.setDefault(QLocale.c())
    fonts.load()
    roles.install()
    app.setWindowIcon(icons.app_icon())
    return app


def paint(app: QApplication, window: MainWindow) -> None:
    """Let the desktop bring the window up, as it is now; what the user does meanwhile waits until there is something
    to do it to."""
    handle, ends = window.windowHandle(), monotonic() + _PATIENCE
    app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    while not handle.isExposed() and monotonic() < ends:
        QThread.msleep(_MOMENT)
        app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    for _ in range(_TURNS):
        app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def open_frame(settings: Settings) -> MainWindow:
    """The window in the look and the language its settings ask for, without anything in it."""
    speak(settings.text("language"))
    Appearance(settings).apply()
    return MainWindow()


def speak(wished: str = words.SYSTEM) -> None:
    """Have a window made from now on speak a language, "system" for the system's, and Qt's own dialogs with it."""
    language = words.choose(wished, tuple(QLocale.system().uiLanguages()))
    app = QCoreApplication.instance()
    for translator in app.findChildren(QTranslator, _QT_WORDS) if app is not None else ():
        translator.deleteLater()  # Qt takes it out with it
    translator = QTranslator(app)
    translator.setObjectName(_QT_WORDS)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if app is not None and language != words.ENGLISH and translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
