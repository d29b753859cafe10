"""PAXLST: passenger and crew lists."""
