"""The commands of the node itself; those of a module lie in the module."""
