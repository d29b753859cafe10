"""What somebody must look at now: one alert a situation, growing until an officer closes it."""
