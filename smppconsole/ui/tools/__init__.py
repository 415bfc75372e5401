"""The panels that are not always there, each bound to the window by a class of its own.

``tool`` says what a tool is. ``doctor``, ``centre``, ``batch``, ``statistics``, ``ladder``, ``compare``, ``findings``
and ``notices`` make their panel, feed it with what the window shows, and end what it does. ``ui.tool_work`` imports
each when it is first asked for, so that starting the program does not pay for what nobody has opened.
"""
