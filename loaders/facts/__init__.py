"""Facts: what rules and rows say about entities, gathered for one document."""
