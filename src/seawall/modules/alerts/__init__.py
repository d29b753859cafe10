"""What somebody must look at now: one alert for one situation, growing until a named officer closes it."""
