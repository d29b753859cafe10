"""How a record is held: whose it is, who may see it, for what, how well graded, until when."""
