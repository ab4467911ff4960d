"""Commands of this package: `deadline`, `holidays`, `migrate`, `audit`, `vault`, `backup`, `restore`, `roles`."""
