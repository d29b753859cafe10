"""Makes up a day at a border: voyages, everybody on board, lists, and the messages about them.

For newcomers, tests, benchmarks and training. Carriers and people are invented; the same seed
gives the same bytes. What was planted in the traffic is told, so that screening can be measured.
"""
