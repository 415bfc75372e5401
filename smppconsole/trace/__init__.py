"""What was seen: the one append-only store of raw PDU records, and what can be told from it.

``store`` (read through ``rows``) keeps octets in an ``arena`` with typed columns and no object per PDU: objects would
cost pauses of the garbage collector at a million rows. ``record`` is a light view of one row, ``links`` tie responses
to requests, ``journeys`` a message to its parts and receipts, ``conversation`` judges more than one PDU at a time.
``columns`` and ``telling`` show, ``filter`` (its language, names and plans in ``filter_*``) chooses, ``search`` finds,
``statistics`` count. ``capture`` writes our files and opens any: ``frames`` and ``link_layers`` take them apart,
``streams`` and ``connections`` put TCP together. ``mask``, ``export`` and ``notes`` take PDUs and words out of the
house; ``rotation`` begins new files and deletes old ones.
"""
