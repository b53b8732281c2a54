"""Tournage: the production office for shooting in Morocco, from screenplay to audited rebate."""

__version__ = "0.1.0"
