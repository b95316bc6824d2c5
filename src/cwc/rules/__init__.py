"""Rules over views: one file a rule; its docstring is the manual page that `cwc explain` prints."""

import importlib
import pkgutil

from cwc.rules.registry import RULES, SUBSTANCE, Given, Rule, Verdict, Want, find_rule, needs

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["RULES", "SUBSTANCE", "Given", "Rule", "Verdict", "Want", "find_rule", "needs"]
