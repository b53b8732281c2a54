"""The papers the trade prints, and the study page."""
