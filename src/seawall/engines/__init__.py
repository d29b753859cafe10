"""Pure computation: no Django, no clock, no settings; opens only paths that the caller gives."""
