"""Writing a paper: drafted, initialled, signed, numbered, issued; afterwards only amended, recalled or replaced."""
