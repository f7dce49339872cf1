"""Search over one edition. No view is mounted yet: docs/architecture.md says why."""
