"""What both web apps are made of."""
