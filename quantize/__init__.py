"""The training side: makes, measures and packs a model. One module a step, one command a step.

The product never imports it. It shares the product's prompt, encoder and scoring, so that what is measured runs.
"""
