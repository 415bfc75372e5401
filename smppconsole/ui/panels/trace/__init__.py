"""The trace in the middle: a tab for the live store and one for each capture that was opened.

``panel`` holds the tabs; ``page`` is one of them: its ``table`` (painted by ``row_painting``, its ``columns`` chosen),
its ``filter``, ``find`` and ``goto``, ``following``, ``judging`` row by row, ``menu`` and ``acts``, told by its
``terms``; ``notice_place`` above them; ``counting`` tells how many PDUs it holds and shows. ``captures`` opens files;
``exports`` saves what is shown, asked for by ``export_sheet`` and ``export_choice``; ``filter_keeping`` saves filters.
"""
