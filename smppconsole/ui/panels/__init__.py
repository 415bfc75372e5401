"""One panel for each thing the user sees; a panel binds widgets to the workspace.

A room holds a panel and what belongs to it alone: ``accounts``, ``sessions``, ``trace``, ``inspector``, ``composer``,
``workbench``, ``centre``, the ``tools`` of the shelf, and the ``frame`` around them. ``messages`` needs no room.
"""
