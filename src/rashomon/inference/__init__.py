"""Compile a case to arrays; exact posterior; ranges; dependence. May depend on NumPy and SciPy."""

from rashomon.inference.compiling import compile_case
from rashomon.inference.model import Model
from rashomon.inference.posterior import headline

__all__ = ["Model", "compile_case", "headline"]
