"""What is to come: how many requests will be late, and when, simulated from what the last twelve months were like."""
