"""One installation of Seawall: settings, addresses, processes, command line, demonstration."""
