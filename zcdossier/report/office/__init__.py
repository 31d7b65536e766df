"""What an office sends, publishes and keeps: letters, the publicity list, the review list, the summary."""
