"""The `rights` command and the portal's own subcommands, a module each: none is loaded before it is asked for."""
