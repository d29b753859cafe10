"""The node in a browser: one demonstration and one Chromium for the package, then both end."""
