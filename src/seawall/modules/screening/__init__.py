"""Watchlists and who may be on them, for every agency that must know whom it is dealing with.

Lists are owned by an agency, loaded from publishers or nominated entry by entry, and take effect
as changes to what was there before. Whoever is screened is compared with every entry; each
comparison that may be a match becomes a hit with its reasons, which tells the owner of the entry
and, where the entry may be known there, the agency that asked.
"""
