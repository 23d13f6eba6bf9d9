"""Corpus jobs: a whole archive through the pipeline, on Ray Data; the only importer of ray and pyarrow.

inputs → rows → blocks → (actors of Ray Data) → extraction → tables → output
"""
