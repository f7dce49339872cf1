"""The texts of adapted pages as PO files for translators outside, and back."""
