"""Many returns as one dataset: who must report, who has, which return counts. No files."""
