"""Site packs: of each site one PDF with all that its clerk must know and do, to be hung beside the machine."""
