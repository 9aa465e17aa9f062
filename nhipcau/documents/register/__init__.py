"""Numbers of outgoing papers: typed as the office's eOffice gave them, or given from registers kept here."""
