"""Where things are on the Earth: distances, areas, nearest coast, zones and indicative limits.

Latitudes and longitudes are degrees on WGS84 (north and east positive); an unknown position is
NaN and never taken for a place. Kernels are compiled at their first call, not at import.
"""
