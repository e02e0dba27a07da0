"""The web server of `serve`: addresses, SPARQL and reconciliation over HTTP.

Begin at :mod:`alliancegraph.serving.app`.
"""
