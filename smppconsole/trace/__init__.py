"""What was seen: the one append-only store of raw PDU records, and what can be told from it.

``store`` keeps octets in an arena with typed columns and no object per PDU (objects would cost pauses of the garbage
collector at a million rows); ``record`` is a light view of one row. ``links`` ties responses to requests, ``journeys``
a message to its parts and receipts; ``columns``, ``filter`` and ``statistics`` show, choose and count;
``capture`` and ``streams`` write and read capture files, ``mask`` and ``export`` take PDUs out of the house.
"""
