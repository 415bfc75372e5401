"""The program without a face: what a window shows and a command line drives.

``accounts`` keeps account sheets (never a password in clear), ``secrets`` the system's key store, ``settings`` one
table of settings,
``engine`` one connection (session events to the store, drafts to the session), ``workspace`` all that one window shows.
``simulator`` is the message centre to practise on, ``doctor`` takes a bind apart, ``selftest`` proves an installation.
Nothing here knows Qt; ``ui`` and ``cli`` are two faces of it.
"""
