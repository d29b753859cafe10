"""Who read and did what, why and when: written once, sealed, and checkable without this node."""
