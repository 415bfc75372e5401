"""What we mean to say: a draft, its checks, and the PDUs it becomes.

A ``Draft`` is a frozen value of what the user typed; ``proposal`` proposes TON, NPI and alphabet, ``count`` tells
characters, units and parts, ``expand`` turns the draft into PDUs, ``snippet`` into code or a command line.
Nothing here sends: the same PDUs are previewed, then handed to a session.
"""
