"""How a message leaves the council."""
