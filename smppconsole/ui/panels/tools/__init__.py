"""Panels of the tools that share one ``shelf``: each is imported when it is first opened.

``doctor`` takes a bind apart, ``batch`` sends one message to many, ``statistics`` counts, ``ladder`` draws the
sequence, ``compare`` sets two PDUs side by side, ``findings`` lists what is wrong by rule.
"""
