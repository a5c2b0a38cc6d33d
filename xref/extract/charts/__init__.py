"""Charts of a release -> what they deploy: values, rendered manifests, workloads and Services."""
