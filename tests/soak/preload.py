"""Imported once by the process from which all others of a soak are forked: a process that was killed is soon back."""

import os

os.environ["GX_ANALYTICS_ENABLED"] = "false"
os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"

import dbt.cli.main
import great_expectations
import spacy

import orchestration.coding_workers
import orchestration.normalize.pipeline
import orchestration.resolution.pipeline
import tests.soak.plan

__all__ = ["dbt", "great_expectations", "orchestration", "spacy", "tests"]
