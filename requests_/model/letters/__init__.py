"""What letters say, must say, and must never say. The table of letters is `model/correspondence.py`."""
