"""Small tables of facts, each beside its source."""
