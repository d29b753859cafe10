"""The pages' common ground: layout, components, tables, live news, words and errors.

Every module builds its pages from what is here, so that an officer who knows one page knows all.
"""
