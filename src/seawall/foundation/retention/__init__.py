"""Ends the life of records when their data class says so: masked first, deleted later."""
