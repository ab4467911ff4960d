"""A synthetic Education Support Service on disk: an invented borough in real file formats, with its ground truth."""
