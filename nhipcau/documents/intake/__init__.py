"""Reading of convening papers."""
