"""The sessions of the window: who is bound, what there is to tell of them, and how their links feel.

``sessions`` binds and unbinds and knows the current one; ``view`` is one of them as a value to show; ``news`` says what
happened to it in words; ``terms`` are its account's reading and dictionary; ``health`` is the panel of the link;
``pulse`` beats for figures that change with time.
"""
