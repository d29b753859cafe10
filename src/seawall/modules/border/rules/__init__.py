"""Pure decisions of the border: no database, clock or settings."""
