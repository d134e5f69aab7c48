"""What the speed of ``liberation`` is measured with: see README.md."""
