"""The bundled chronology and the JSON Schema of its format, shipped as package data."""
