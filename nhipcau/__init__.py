"""Nhịp Cầu: multi-tier online conferences, from the convening paper to the archive."""
