"""Picture files and coded picture data: opened, made plain, coded, put into a PDF."""
