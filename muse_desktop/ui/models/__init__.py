"""The screens of the model library: shelf, catalogue, downloads, speed lab, connections."""
