"""Benches and the fuzzer: what is measured, and what is tried to break. Run as ``python -m bench.NAME``."""
