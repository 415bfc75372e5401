"""The face for a terminal: ``decode``, ``send``, ``simulate`` and their siblings, without a screen and without Qt.

``commands`` chooses the sub-command and imports that one alone; each has a module of its own name with ``add_options``
and ``run``. ``options`` turns arguments into accounts, ``message_options`` into drafts, ``sources`` into octets.
``conversation`` is one bind, ``sendout`` ties answers and receipts to parts, ``report`` puts what happens into lines,
``output`` prints them for people or as one JSON object each, ``unhurried`` when their reader takes them. The exit
status is a contract: see ``status``.
"""
