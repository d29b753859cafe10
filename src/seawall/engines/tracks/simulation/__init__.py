"""A made-up day of traffic around the Lesser Antilles, with planted situations and their labels.

The islands are discs of about the right size at about the right place; crafts, numbers and
voyages are invented. One seed always gives the same day.
"""
