"""Other people's workbooks: grids of cells in, understood rows with a confidence out. Pure."""
