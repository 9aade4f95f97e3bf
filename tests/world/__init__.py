"""A generated world: true events, and what a dozen outlets print of them, with all the faults of real reporting."""
