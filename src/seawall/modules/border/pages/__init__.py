"""The border's pages: parse, one call, render."""
