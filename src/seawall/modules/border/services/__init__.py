"""What the border does: receive, decide, inspect, protect, reply."""
