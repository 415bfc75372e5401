"""The menus of the window: an entry for every action, grey where nothing can be done."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Protocol

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from smppconsole.ui.actions import ACTIONS, MENUS, SEPARATE_BEFORE, ActionSpec, with_letters
from smppconsole.ui.widgets.controls import native_keys
from smppconsole.ui.words import tr


class WhatCanBeDone(Protocol):
    """Tells of actions whether there is what they need, and whether they are on."""

    def on(self) -> Container[str]:
        """The ids of the actions that are on."""

    def missing(self, spec: ActionSpec) -> str:
        """What an action lacks, in words; empty where it can be carried out."""


class Menus:
    """Made with the frame of the window; ``do(id)`` carries an action out. What can be done is known once there are
    ``abilities``."""

    def __init__(self, window: QWidget, bar: QMenuBar, do: Callable[[str], object]) -> None:
        self.abilities: WhatCanBeDone | None = None
        self.acts: dict[str, QAction] = {}
        lettered = with_letters(tr(title) for title in MENUS)
        menus = {title: bar.addMenu(words) for title, words in zip(MENUS, lettered, strict=True)}
        for title, menu in menus.items():
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(lambda title=title: self._grey_out(title))
            menu.aboutToHide.connect(lambda title=title: self._grey_out(title, False))
        for spec in ACTIONS:
            if spec.id in SEPARATE_BEFORE:
                menus[spec.menu].addSeparator()
            action = self.acts[spec.id] = _action(window, spec)
            action.triggered.connect(lambda _=False, id=spec.id: do(id))
            menus[spec.menu].addAction(action)

    def _grey_out(self, title: str, shown: bool = True) -> None:
        """An open menu shows what can be done, and what is on. While it is closed every action can be called, so that
        keys that can do nothing say why."""
        if self.abilities is None:
            return
        on = self.abilities.on()
        for spec in ACTIONS:
            if spec.menu == title:
                missing = self.abilities.missing(spec) if shown else ""
                action = self.acts[spec.id]
                action.setEnabled(not missing)
                action.setToolTip(missing or tr(spec.text))
                action.setChecked(spec.id in on)


def _action(window: QWidget, spec: ActionSpec) -> QAction:
    action = QAction(f"{tr(spec.text)}\t{native_keys(spec.letter)}" if spec.letter else tr(spec.text), window)
    action.setObjectName(f"action.{spec.id}")
    action.setCheckable(spec.checkable)
    if spec.keys:
        every = dict.fromkeys((spec.keys, spec.keys.replace("Enter", "Return")))  # one twice is ambiguous, so none
        action.setShortcuts([QKeySequence(keys) for keys in every])
    window.addAction(action)
    return action
