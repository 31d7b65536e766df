"""PDFs as sources: made harmless, their pages and the pictures inside them; and PDFs drawn."""
