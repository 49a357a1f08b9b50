"""Work beside the window: threads that run one call at a time. Knows nothing of shipping."""
