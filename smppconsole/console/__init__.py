"""The program without a face: what a window shows and a command line drives. Nothing here knows Qt.

Accounts: ``account`` the value, ``account_rules`` its limits, ``accounts`` the files, ``providers`` templates;
``secrets`` the system's key store, ``settings`` one table, ``paths`` where things lie.
A session: ``engine`` over reconnects (``reconnect``), ``speaker`` what it says, ``connection`` one of them, ``door``
and ``reception`` where a centre is let in that comes by itself, ``binding`` and ``refusals`` what a bind comes to,
``strangers`` who answered instead, ``recorder`` events to rows, ``happenings``, ``outcomes``, ``linkstatus`` and
``linkwords`` what there is to tell, ``watchers`` to whom.
The message centre: ``simulator``, ``centre_session`` one ESME, ``centre_rules`` and ``scenarios`` (``rules_file``),
``centre_judge`` and ``centre_answers`` what they come to, ``submissions``, ``ledger``, ``centre_delivery``,
``receipts_out``, ``centre_habits``, ``centre_faults``, ``agenda``.
Above them: ``workspace`` all that one window shows, ``doctor`` a bind taken apart, ``demo`` the main job played,
``selftest`` the proof of an installation; ``one_window`` and ``window_door`` keep a profile to one window.
"""
