"""One thin look at each part. What it finds is judged elsewhere."""
