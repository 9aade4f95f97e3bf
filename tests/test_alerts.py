"""Alerts are written down and sent where a webhook is set; its address, which is a secret, stands nowhere."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from orchestration import alerts
from orchestration.alerts import Alert, alert_log, send_alert
from orchestration.settings import Settings

NOW = datetime(2024, 8, 20, 5, tzinfo=UTC)
ALERT = Alert("run_failed", "sitrep", "run-1", ["ingest"], "Gate `articles` blocks the batch 2024-08-20.")


@dataclass
class Webhook:
    """A server on this machine that keeps what it is sent."""

    address: str = ""
    received: list[dict[str, object]] = field(default_factory=list)
    status: int = 200
    wait_seconds: float = 0.0


@pytest.fixture
def webhook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Webhook]:
    hook = Webhook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(hook.wait_seconds)
            hook.received.append(json.loads(body))
            self.send_response(hook.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Be quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hook.address = f"http://127.0.0.1:{server.server_port}/hooks/canary-secret"
    monkeypatch.setenv(alerts.WEBHOOK_VARIABLE, hook.address)
    yield hook
    server.shutdown()
    server.server_close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "data", tmp_path)


def lines(settings: Settings) -> list[dict[str, object]]:
    return [json.loads(line) for line in alert_log(settings).read_text().splitlines()]


def test_without_a_webhook_the_log_has_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(alerts.WEBHOOK_VARIABLE, raising=False)
    assert send_alert(settings, ALERT, NOW) == "not set"
    assert send_alert(settings, ALERT, NOW) == "not set"
    first, _ = lines(settings)
    assert first == {
        "at": "2024-08-20T05:00:00+00:00",
        "kind": "run_failed",
        "job": "sitrep",
        "run_id": "run-1",
        "failed": ["ingest"],
        "message": "Gate `articles` blocks the batch 2024-08-20.",
        "webhook": "not set",
    }


def test_the_webhook_gets_it_and_the_log_does_not_tell_where(settings: Settings, webhook: Webhook) -> None:
    assert send_alert(settings, ALERT, NOW) == "sent"
    (received,) = webhook.received
    assert {name: received[name] for name in ("run_id", "job", "failed")} == {
        "run_id": "run-1",
        "job": "sitrep",
        "failed": ["ingest"],
    }
    assert "blocks the batch" in str(received["text"])
    assert "canary-secret" not in alert_log(settings).read_text()


def test_messages_are_short_plain_and_name_no_secret(settings: Settings, webhook: Webhook) -> None:
    message = f"\x1b[31m{webhook.address} failed \u202e" + "x" * 10_000
    send_alert(settings, Alert("run_failed", "sitrep", "run-1", [], message), NOW)
    (received,) = webhook.received
    told = str(received["message"])
    assert len(told) <= alerts.MAX_MESSAGE_CHARACTERS
    assert told.startswith("[31m[webhook] failed x")
    assert "canary-secret" not in json.dumps(webhook.received) + alert_log(settings).read_text()


def test_a_webhook_that_refuses_or_is_gone_or_hangs_stops_nothing(
    settings: Settings, webhook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    webhook.status = 500
    assert send_alert(settings, ALERT, NOW) == "not sent: the webhook answered 500"
    monkeypatch.setattr(alerts, "TIMEOUT_SECONDS", 0.2)
    webhook.wait_seconds = 1.0
    assert "Timeout" in send_alert(settings, ALERT, NOW)
    monkeypatch.setenv(alerts.WEBHOOK_VARIABLE, "http://127.0.0.1:9/canary-secret")
    assert send_alert(settings, ALERT, NOW).startswith("not sent: ")
    monkeypatch.setenv(alerts.WEBHOOK_VARIABLE, "canary-secret")
    assert send_alert(settings, ALERT, NOW).startswith("not sent: ")
    assert len(lines(settings)) == 4
    assert "canary-secret" not in alert_log(settings).read_text()
