"""The face for a terminal: ``decode``, ``send``, ``simulate`` and their siblings, without a screen and without Qt.

``options`` turns arguments into accounts and drafts, ``output`` writes people's lines or one JSON object a line,
each sub-command has a module of its own. The exit status is a contract: see ``status``.
"""
