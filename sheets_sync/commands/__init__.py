"""The commands, one file each; ``cli`` names them and turns errors into exit codes."""
