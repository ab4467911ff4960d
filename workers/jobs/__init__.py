"""The jobs. Each does its slow part and returns what is to be recorded; see `workers.context`."""
