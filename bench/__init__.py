"""Speed, as ratios against the limit measured in the same run."""
