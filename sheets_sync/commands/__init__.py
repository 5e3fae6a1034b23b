"""The commands of the program, one file each; ``cli`` names them and turns errors into exit codes."""
