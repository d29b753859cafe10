"""What officers do: one package for one system."""
