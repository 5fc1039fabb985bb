import uuid
from datetime import UTC, datetime

sent = []


def notify(task_id, name):
    sent.append(f"{name} ({task_id}) is done")


def mark_complete(data):
    data["complete"] = True
    data["completed_at"] = datetime.now(UTC)
    notify(data["id"], data["name"])


def anonymise(data):
    data["id"] = str(uuid.uuid4())
    del data["name"]
