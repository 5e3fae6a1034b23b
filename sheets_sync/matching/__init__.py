"""Who suits whom: numbers in, numbers out; nothing here knows a sheet."""
