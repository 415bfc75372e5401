"""The accounts on the left: cards and rail, the sheet of one account, and what keeps and exchanges them.

``panel`` is the list with its search; ``cards`` paint it; ``form`` is the sheet: ``field_rows`` lay its grids out of
``fields``, ``tables`` show settings that are small tables, ``trials`` stand under a few of them (``receipt_trial``
and ``id_trial`` in boxes of their own); ``keeping`` saves; ``exchange`` imports and exports without secrets.
"""
