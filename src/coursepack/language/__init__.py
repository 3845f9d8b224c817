"""The English pipeline: running text with offsets, the trained model, and rule tables."""
