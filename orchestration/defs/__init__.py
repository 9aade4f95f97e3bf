"""Everything that speaks to Dagster, and nothing else: assets, checks, resources, jobs, schedules, sensors, metadata.

An asset calls a function of `orchestration/stages.py` and reports what it did. Logic on data does not belong here; nor
does anything that a notebook or the command line would need too.
"""
