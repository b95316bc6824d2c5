"""The flow wired together: scan, read, place, judge; then plan, make, bundle."""
