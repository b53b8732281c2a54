"""Write the generated pages of the manual."""
