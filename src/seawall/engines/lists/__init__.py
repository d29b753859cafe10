"""Readers of watchlists: each turns files into drafts of entries and accounts for the rest.

Every reader is ``read(files, *, max_bytes) -> ListReading`` and raises
:class:`~seawall.engines.lists.errors.ListError` alone. What the lists mean by their dates,
countries and numbers is worked out here, once; whether anyone is a match is decided elsewhere.
"""
