"""Where everything begins: a sub-command goes to the terminal's face, anything else opens the desktop.

The desktop, and Qt with it, is imported only when it is wanted: ``smppconsole decode`` starts in a blink.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smppconsole.cli.commands import DesktopWishes


def main(arguments: Sequence[str] | None = None) -> int:
    """The program: its exit status for ``arguments`` (those of the process unless given)."""
    try:
        from smppconsole.cli import commands  # noqa: PLC0415 - whoever is quick with Ctrl-C meets the imports

        return commands.run(sys.argv[1:] if arguments is None else arguments, open_desktop)
    except KeyboardInterrupt:
        from smppconsole.cli.status import Status  # noqa: PLC0415 - as above

        return Status.INTERRUPTED


def open_desktop(wishes: DesktopWishes) -> int:
    """The window, or its self-test, until it is closed."""
    gc.disable()  # what is imported stays, and later the window collects by itself: a twentieth of the start is saved
    from smppconsole.ui import plain_imports  # noqa: PLC0415 - Qt costs a third of a second, a terminal may lack it

    plain_imports.restore()
    from smppconsole.ui import opening  # noqa: PLC0415 - as above

    program, frame = opening.begin(shown=wishes.self_test is None)
    from smppconsole.ui import app  # noqa: PLC0415 - the frame is on the screen before

    return app.live(
        program,
        frame,
        account=wishes.account,
        bind=wishes.bind,
        demo=wishes.demo,
        files=wishes.files,
        self_test=wishes.self_test,
    )


if __name__ == "__main__":
    sys.exit(main())
