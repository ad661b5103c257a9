"""Earlier states of a document: compared, and brought back whole or in parts."""
