"""Holds Python snippets against the packages that they import: imports, constructors, configuration keys, methods and their keywords.

Reads a JSON list of {file, line, code} from standard input, prints a JSON list of {file, line, says}. Nothing of a snippet is run.
What it cannot know, such as the reader's own functions, it lets pass. Run it with the packages of requirements.txt.
"""

import ast
import importlib
import inspect
import json
import re
import sys

import confluent_kafka
import kafka

# A lesson may speak of a consumer without making one: which it is follows from the import before.
CONSUMERS = {"kafka": kafka.KafkaConsumer, "confluent_kafka": confluent_kafka.Consumer}


class Checker(ast.NodeVisitor):
    def __init__(self, snippet):
        self.snippet = snippet
        self.problems = []
        self.names = {}
        self.package = None

    def problem(self, node, says):
        self.problems.append({"file": self.snippet["file"], "line": self.snippet["line"] + node.lineno - 1, "says": says})

    def visit_Import(self, node):
        for alias in node.names:
            self.use(alias.name)
            try:
                module = importlib.import_module(alias.name)
            except ImportError as error:
                self.problem(node, f"import {alias.name}: {error}")
                continue
            self.names[alias.asname or alias.name.split(".")[0]] = module

    def visit_ImportFrom(self, node):
        self.use(node.module)
        try:
            module = importlib.import_module(node.module)
        except ImportError as error:
            self.problem(node, f"from {node.module}: {error}")
            return
        for alias in node.names:
            if hasattr(module, alias.name):
                self.names[alias.asname or alias.name] = getattr(module, alias.name)
            else:
                self.problem(node, f"{node.module} has no {alias.name}")

    def use(self, module):
        package = module.split(".")[0]
        if package in CONSUMERS:
            self.package = package
            self.names.pop("consumer", None)

    def visit_Assign(self, node):
        self.generic_visit(node)
        made = self.made_by(node.value)
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.names.pop(target.id, None)
                if made is not None:
                    self.names[target.id] = Instance(made)

    def made_by(self, value):
        if not isinstance(value, ast.Call):
            return None
        cls = self.value_of(value.func)
        return cls if inspect.isclass(cls) else None

    def value_of(self, node):
        """The class, function or instance that an expression names, if that can be told."""
        if isinstance(node, ast.Name):
            if node.id in self.names:
                return self.names[node.id]
            if node.id == "consumer" and self.package is not None:
                return Instance(CONSUMERS[self.package])
            return None
        if isinstance(node, ast.Attribute):
            owner = self.value_of(node.value)
            if isinstance(owner, Instance):
                return getattr(owner.cls, node.attr, None)
            return getattr(owner, node.attr, None) if owner is not None else None
        return None

    def visit_Attribute(self, node):
        self.generic_visit(node)
        owner = self.value_of(node.value)
        if isinstance(owner, Instance):
            if not has_attribute(owner.cls, node.attr):
                self.problem(node, f"{owner.cls.__name__} of {distribution_of(owner.cls)} has no {node.attr}")
        elif owner is not None and not hasattr(owner, node.attr):
            self.problem(node, f"{getattr(owner, '__name__', owner)} has no {node.attr}")

    def visit_Call(self, node):
        self.generic_visit(node)
        called = self.value_of(node.func)
        if called is None or getattr(called, "__module__", None) == "builtins":
            return
        keywords = [keyword.arg for keyword in node.keywords if keyword.arg is not None]
        if inspect.isclass(called) and hasattr(called, "DEFAULT_CONFIG"):
            for name in keywords:
                if name not in called.DEFAULT_CONFIG:
                    self.problem(node, f"{called.__name__} of kafka-python has no setting {name}")
        elif inspect.isclass(called) and called.__module__.split(".")[0] in ("confluent_kafka", "cimpl"):
            self.check_confluent(node, called, keywords)
        else:
            owner = self.value_of(node.func.value) if isinstance(node.func, ast.Attribute) else None
            is_method = isinstance(owner, Instance) and not inspect.ismethod(called)
            self.check_keywords(node, called, keywords, is_method)

    def check_confluent(self, node, cls, keywords):
        config = node.args[0] if node.args else None
        if not isinstance(config, ast.Dict):
            self.check_keywords(node, cls, keywords, is_method=False)
            return
        settings = {}
        for key, value in zip(config.keys, config.values):
            try:
                settings[ast.literal_eval(key)] = ast.literal_eval(value)
            except ValueError:
                settings[ast.literal_eval(key)] = "known when it runs"
        try:
            # librdkafka checks names and values before it connects to anything.
            client = cls({**settings, "log_level": 0})
            if hasattr(client, "close"):
                client.close()
        except Exception as error:
            self.problem(node, f"{cls.__name__} of confluent-kafka: {error}")

    def check_keywords(self, node, called, keywords, is_method):
        name = getattr(called, "__name__", str(called))
        try:
            signature = inspect.signature(called)
        except (TypeError, ValueError):
            # Written in C: its documentation names the arguments.
            described = re.search(r"py:function:: .*", called.__doc__ or "")
            for keyword in keywords:
                if not re.search(rf"\b{keyword}\b", described.group() if described else called.__doc__ or ""):
                    self.problem(node, f"{name}() has no argument {keyword}")
            return
        given = [None] * (len(node.args) + (1 if is_method and not inspect.isclass(called) else 0))
        if any(isinstance(argument, ast.Starred) for argument in node.args):
            return
        try:
            signature.bind(*given, **dict.fromkeys(keywords))
        except TypeError as error:
            self.problem(node, f"{name}(): {error}")


class Instance:
    def __init__(self, cls):
        self.cls = cls


def distribution_of(cls):
    package = cls.__module__.split(".")[0]
    return {"kafka": "kafka-python", "cimpl": "confluent-kafka", "confluent_kafka": "confluent-kafka"}.get(package, package)


def has_attribute(cls, name):
    """Of the class, or set on its instances by its constructor."""
    if hasattr(cls, name):
        return True
    try:
        return re.search(rf"self\.{name}\b\s*=", inspect.getsource(cls)) is not None
    except (OSError, TypeError):
        return False


def check(snippet):
    try:
        tree = ast.parse(snippet["code"])
    except SyntaxError as error:
        return [{"file": snippet["file"], "line": snippet["line"] + (error.lineno or 1) - 1, "says": error.msg}]
    checker = Checker(snippet)
    checker.visit(tree)
    return checker.problems


json.dump([problem for snippet in json.load(sys.stdin) for problem in check(snippet)], sys.stdout)
