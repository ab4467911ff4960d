"""The write side of the stores: what would be changed, the change itself, its proof, and putting it back."""
