"""The values that a pack is made of: frozen, keyword-only, and no method of theirs touches a disk."""
