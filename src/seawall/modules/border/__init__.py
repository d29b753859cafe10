"""Who is coming: messages, voyages, travellers, possible matches and what officers decide.

For border officers and their supervisors. A message from a carrier is kept as it came, read into a
voyage's manifest, screened against the lists, and shown with its reasons; a named officer decides.
"""
