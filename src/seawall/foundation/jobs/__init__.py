"""Work that outlives a request: leased, taken up again after a kill, repeated on a schedule."""
