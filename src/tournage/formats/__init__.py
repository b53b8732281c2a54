"""Outside file formats: one file each, with SUFFIXES, read and write."""
