"""The deterministic safety rules: one small module a rule, thresholds and sentences in data, one engine."""
