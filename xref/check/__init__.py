"""Holds a manifest, a values file, a Dockerfile, a script or a document against a release."""
