"""Plain statements made from what the corpus' documents say: true ones, and the same with something else in it.

Here the wording is simple and the documents vary, where the emails of the benchmark vary both: what goes wrong here is a hole and no matter
of style. A statement takes its words from the facts that were read, so a document that is misread makes a wrong statement of its own. Both
sides of the corpus are used, and rules were mended on what this shows: it guards what is found already.
"""
