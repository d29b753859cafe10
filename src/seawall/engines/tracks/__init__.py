"""What crafts do: their tracks, and behaviours found in them, each with its evidence.

Columns of fixes go in, columns of events come out. The archive path (`archive.detect`) and the
live path (`live.LiveTracks`) run the same kernels; given the same fixes they say the same.
"""
