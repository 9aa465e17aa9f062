"""Letters about conferences, for those who prepare them: what has left, what waits, what came back."""
