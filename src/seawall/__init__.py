"""Seawall: what one Caribbean agency knows reaches the others in time, and nobody else."""

__version__ = "0.1.0"
