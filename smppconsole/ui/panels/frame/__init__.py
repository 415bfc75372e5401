"""What frames the work: head, foot, side, and the sheets over the window.

``header`` has menus, search and switches, ``status`` the light and the figures, ``side`` the tabs on the right;
``palette``, ``help_window``, ``settings_sheet`` and ``dialogs`` open over the window, ``about`` too; ``appearance``
applies theme and text size, ``stall`` measures the event loop, ``file_asking`` asks for files.
"""
