"""Sensors that tell people: of every run that failed, and of checks that failed in a run that went through.

They look at all runs of the installation, those of `sitrep run` included.
"""

from datetime import UTC, datetime

import dagster as dg

from orchestration.alerts import Alert, send_alert
from orchestration.defs.resources import Installation
from orchestration.defs.runs import failed_steps, failure_message

SENSOR_SECONDS = 30


def make_alert_sensors(status: dg.DefaultSensorStatus) -> list[dg.SensorDefinition]:
    """`tell_failed_runs` and `tell_failed_checks`."""

    @dg.run_failure_sensor(
        name="tell_failed_runs",
        monitor_all_code_locations=True,
        minimum_interval_seconds=SENSOR_SECONDS,
        default_status=status,
        description="Writes every failed run to logs/alerts.jsonl of the data folder and sends it to SITREP_WEBHOOK, if set.",
    )
    def tell_failed_runs(
        context: dg.RunFailureSensorContext, installation: dg.ResourceParam[Installation]
    ) -> dg.SkipReason | None:
        events = context.get_step_failure_events()
        message = failure_message(installation.settings, events) if events else context.failure_event.message or ""
        run = context.dagster_run
        alert = Alert("run_failed", run.job_name, run.run_id, failed_steps(events), message)
        context.log.info("webhook: %s", send_alert(installation.settings, alert, datetime.now(UTC)))
        return None

    @dg.run_status_sensor(
        name="tell_failed_checks",
        run_status=dg.DagsterRunStatus.SUCCESS,
        monitor_all_code_locations=True,
        minimum_interval_seconds=SENSOR_SECONDS,
        default_status=status,
        description="The same for checks of severity ERROR that failed in a run that went through: freshness, completeness.",
    )
    def tell_failed_checks(
        context: dg.RunStatusSensorContext, installation: dg.ResourceParam[Installation]
    ) -> dg.SkipReason | None:
        run = context.dagster_run
        failed = failed_checks(context.instance, run.run_id)
        if not failed:
            return dg.SkipReason("No check of severity ERROR failed.")
        names = [f"{check.asset_key.to_user_string()}: {check.check_name}" for check in failed]
        message = " ".join(check.description or check.check_name for check in failed)
        alert = Alert("check_failed", run.job_name, run.run_id, names, message)
        context.log.info("webhook: %s", send_alert(installation.settings, alert, datetime.now(UTC)))
        return None

    return [tell_failed_runs, tell_failed_checks]


def failed_checks(instance: dg.DagsterInstance, run_id: str) -> list[dg.AssetCheckEvaluation]:
    """Checks of severity ERROR that failed in the run."""
    records = instance.all_logs(run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
    found = [entry.asset_check_evaluation for entry in records if entry.asset_check_evaluation]
    return [check for check in found if not check.passed and check.severity == dg.AssetCheckSeverity.ERROR]
