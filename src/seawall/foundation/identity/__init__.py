"""Who works here: organisations, agencies, officers, roles, purposes, and the doors they use."""
