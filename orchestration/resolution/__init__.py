"""From mentions to events: which mentions tell of the same thing that happened."""
