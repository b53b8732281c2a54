"""The script desk: scenes, pages, drafts."""
