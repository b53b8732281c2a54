"""The budget desk: lines driven by the breakdown and the board."""
