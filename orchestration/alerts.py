"""Telling people that something went wrong: a line in a log, and a message to a webhook where one is set.

The address of the webhook is a secret (whoever knows it can write to the channel): it comes from the environment alone and
stands in no log, message or setting of this program. What is sent is small and holds no text of an article beyond what a
gate or an error says.
"""

import json
import os
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from orchestration.settings import Settings

WEBHOOK_VARIABLE = "SITREP_WEBHOOK"
TIMEOUT_SECONDS = 10.0
MAX_MESSAGE_CHARACTERS = 2000
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Alert:
    """What went wrong. `kind`: `run_failed` or `check_failed`; `failed`: the steps or checks."""

    kind: str
    job: str
    run_id: str
    failed: Sequence[str]
    message: str


def alert_log(settings: Settings) -> Path:
    """One JSON object a line: the alert, when it was written (`at`, UTC), and what became of it (`webhook`)."""
    return settings.data_dir / "logs" / "alerts.jsonl"


def send_alert(settings: Settings, alert: Alert, now: datetime) -> str:
    """Send the alert to the webhook, then write it down with the outcome, which is also returned: `not set`, `sent` or why
    it could not be sent. Raises OSError where the log cannot be written; a webhook that does not answer raises nothing.
    """
    address = os.environ.get(WEBHOOK_VARIABLE, "").strip()
    content = asdict(alert) | {"message": _clean(alert.message, address), "failed": list(alert.failed)}
    outcome = _post(address, content) if address else "not set"
    path = alert_log(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"at": now.isoformat(timespec="seconds"), **content, "webhook": outcome}, ensure_ascii=False)
    with path.open("a", encoding="utf-8") as handle:
        handle.write(line + "\n")
    return outcome


def _post(address: str, content: dict[str, object]) -> str:
    """POST the alert as JSON. `text` repeats it as a sentence, which is the field that most chat services show."""
    import urllib3

    if not address.startswith(("https://", "http://")):
        return f"not sent: {WEBHOOK_VARIABLE} is no http or https address"
    text = f"Sitrep: {content['kind']} in job {content['job']}, run {content['run_id']}: {content['message']}"
    try:
        answer = urllib3.PoolManager().request(
            "POST",
            address,
            json=content | {"text": text},
            timeout=urllib3.Timeout(total=TIMEOUT_SECONDS),
            retries=False,
            preload_content=False,
        )
        answer.close()
    # The words of the error name the address, so its class alone is told.
    except (urllib3.exceptions.HTTPError, ValueError, OSError) as error:
        return f"not sent: {type(error).__name__}"
    return "sent" if 200 <= answer.status < 300 else f"not sent: the webhook answered {answer.status}"


def _clean(message: str, address: str) -> str:
    text = CONTROLS.sub("", message)
    if address:
        text = text.replace(address, "[webhook]")
    return text if len(text) <= MAX_MESSAGE_CHARACTERS else text[: MAX_MESSAGE_CHARACTERS - 1] + "…"
