"""Where everything begins: a sub-command goes to the terminal's face, anything else opens the desktop.

The desktop, and Qt with it, is imported only when it is wanted: ``smppconsole decode`` starts in a blink.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smppconsole.cli.commands import DesktopWishes
    from smppconsole.console.one_window import Asked


def main(arguments: Sequence[str] | None = None) -> int:
    """The program: its exit status for ``arguments`` (those of the process unless given)."""
    try:
        from smppconsole.cli import commands  # noqa: PLC0415 - whoever is quick with Ctrl-C meets the imports

        return commands.run(sys.argv[1:] if arguments is None else arguments, open_desktop)
    except KeyboardInterrupt:
        from smppconsole.cli.status import Status  # noqa: PLC0415 - as above

        return Status.INTERRUPTED


def open_desktop(wishes: DesktopWishes) -> int:
    """The window, or its self-test, until it is closed; a window that is open already takes the wishes."""
    gc.disable()  # what is imported stays, and later the window collects by itself: a twentieth of the start is saved
    from smppconsole.console.one_window import PATIENCE, Asked, Place, claim  # noqa: PLC0415 - a terminal has no window

    asked = Asked(wishes.account, wishes.bind, wishes.demo, tuple(map(os.path.abspath, wishes.files)))
    if wishes.self_test is not None:
        return _show(asked, wishes.self_test, guest=False)
    claimed = claim(asked, PATIENCE)
    if claimed.place is Place.HANDED_OVER:
        from smppconsole.cli.output import say  # noqa: PLC0415 - as above

        say("the window that is open has it now")
        return 0
    try:
        return _show(asked, None, guest=claimed.place is Place.GUEST)
    finally:
        claimed.let_go()


def _show(asked: Asked, self_test: str | None, guest: bool) -> int:
    from smppconsole.ui import plain_imports  # noqa: PLC0415 - Qt costs a third of a second, a terminal may lack it

    plain_imports.restore()
    from smppconsole.ui import opening  # noqa: PLC0415 - as above

    program, frame = opening.begin(shown=self_test is None)
    from smppconsole.ui import app  # noqa: PLC0415 - the frame is on the screen before

    return app.live(program, frame, asked, guest=guest, self_test=self_test)


if __name__ == "__main__":
    sys.exit(main())
