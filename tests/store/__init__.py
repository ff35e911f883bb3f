"""The store keeps its promises on every database it runs on."""
