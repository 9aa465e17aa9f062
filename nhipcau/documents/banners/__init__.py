"""Banners ("maket", "phông"): a master edited block by block, a banner for every site, all of them in one ZIP."""
