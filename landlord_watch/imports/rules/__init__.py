"""What lists say and how: cells, headings, kinds of lists, and what would become of each row."""
