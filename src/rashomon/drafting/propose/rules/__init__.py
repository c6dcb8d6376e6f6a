"""The built-in reader: rules over sentences, names and marks. Offline; a language model only helps it with names."""
