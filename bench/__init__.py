"""Measurements of the product's promises: each script prints one JSON object (`nhipcau bench NAME --json`)."""
