"""Makes `sample_dossier/`: a made-up teacher's application with scans that look like scans."""
