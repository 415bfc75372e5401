"""Panels of the tools that share one ``shelf``: each is made while the window rests, or when it is first opened.

``doctor`` takes a bind apart (``doctor_run``, ``doctor_words``), ``batch`` sends one message to many (``batch_form``,
``batch_progress``, ``batch_words``), ``statistics`` counts (``statistics_tables``, ``statistics_words``), ``ladder``
draws the sequence, ``compare`` sets two PDUs side by side, ``findings`` lists what is wrong by rule, ``notices``
what the window said.
"""
