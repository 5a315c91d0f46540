"""What changed between two returns, or between two forms."""
