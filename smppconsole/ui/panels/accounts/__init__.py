"""The accounts on the left: cards and rail, the sheet of one account, and what keeps and exchanges them.

``panel`` is the list with its search; ``cards`` paint it; ``form`` is the sheet, its rows in ``fields`` and, folded
away, ``rare_fields``; ``receipt_trial`` tries a receipt pattern on pasted text; ``keeping`` saves; ``exchange`` imports
and exports without secrets.
"""
