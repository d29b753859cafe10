"""What officers see of the border."""
