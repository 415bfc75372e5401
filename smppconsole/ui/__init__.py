"""The face on the desktop, and the only package that knows Qt (``app`` alone knows qasync).

``theme`` holds colours, sizes and type as tokens; ``widgets`` are small: they show a value or emit what the user did;
``models`` adapt plain lists to Qt models; ``panels`` bind a widget to the workspace, one a thing the user sees;
``main_window`` arranges them and wires them in one method; ``actions`` is the table of what can be done, shown by
``menus``; ``opening`` paints the window as a frame before the panels are imported, ``app`` furnishes it and ends it.
Dialogs are opened with ``open()``, never ``exec()``: a modal loop inside a coroutine loses other tasks' steps.
"""
