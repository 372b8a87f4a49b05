"""The client, its webhooks and the customers: what the steps of `whatsapp.py` stand on."""

from __future__ import annotations

import http.server
import json
import logging
import sys
import time
import traceback
import urllib.parse
import urllib.request

import httpx
from pywa import WhatsApp, utils

ADDRESS, WABA, NUMBER, TOKEN, APP, APP_SECRET = sys.argv[1:7]
VERIFY = "verify-me"
PHONE = "33612345001"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


class Elsewhere(httpx.HTTPTransport):
    """Sends what is meant for Meta to the emulator: the base URL, changed without touching the library."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.host.endswith("facebook.com"):
            there = httpx.URL(ADDRESS)
            request.url = request.url.copy_with(scheme=there.scheme, host=there.host, port=there.port)
            request.headers["host"] = f"{there.host}:{there.port}"
        return super().handle_request(request)


wa = WhatsApp(
    phone_id=NUMBER,
    token=TOKEN,
    session=httpx.Client(transport=Elsewhere(), timeout=20),
    waba_id=WABA,
    app_id=int(APP),
    app_secret=APP_SECRET,
    verify_token=VERIFY,
    server=None,
)

# ---------------------------------------------------------------- webhooks

received: dict[str, list] = {}
wrong: list[str] = []


class Hooks(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        query = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query)
        one = lambda key: query.get(key, [None])[0]
        self.answer(*wa.webhook_challenge_handler(vt=one("hub.verify_token"), ch=one("hub.challenge")))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        try:
            if not utils.webhook_updates_validator(APP_SECRET, body, self.headers["x-hub-signature-256"]):
                raise ValueError("the signature is wrong")
            self.answer(*wa.webhook_update_handler(update=body))
        except Exception:
            wrong.append(traceback.format_exc())
            self.answer("", 500)

    def answer(self, text, status):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(str(text).encode())

    def log_message(self, *_):
        pass


def keep(name: str):
    def handler(_, update):
        received.setdefault(name, []).append(update)

    return handler


for name in (
    "message callback_button callback_selection flow_completion message_status phone_number_change edited_message "
    "deleted_message outgoing_message outgoing_edited_message outgoing_deleted_message template_status_update "
    "template_category_update template_quality_update template_components_update user_marketing_preferences "
    "account_update"
).split():
    getattr(wa, f"on_{name}")()(keep(name))


class Errors:
    """What pywa logs when it cannot read an update."""

    def write(self, text):
        wrong.append(text)

    def flush(self):
        pass


handler = logging.StreamHandler(Errors())
handler.setLevel(logging.WARNING)
logging.getLogger("pywa").addHandler(handler)


def told(name: str, test=lambda _: True, seconds: float = 10):
    """The first update of a kind that passes, once it has come."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for update in list(received.get(name, [])):
            if test(update):
                return update
        time.sleep(0.02)
    raise AssertionError(f"no {name} came; there are {[(k, len(v)) for k, v in received.items()]}; {wrong[-1:]}")


# ---------------------------------------------------------------- the customers

def control(method: str, path: str, body=None):
    request = urllib.request.Request(
        f"{ADDRESS}/_emulator{path}",
        method=method,
        data=json.dumps(body or {}).encode(),
        headers={"content-type": "application/json"},
    )
    with urllib.request.urlopen(request) as response:
        text = response.read()
    return json.loads(text) if text else None


customer = control("POST", "/customers", {"name": "Nina Example", "page": NUMBER, "wa_id": PHONE, "locale": "fr_FR"})["id"]
user_id = control("GET", f"/customers/{customer}")["whatsapp"]["user_id"]


def act(**body):
    return control("POST", f"/customers/{customer}/messages", body)["mid"]


def shown(sent):
    """A message as the customer's phone has it."""
    thread = control("GET", f"/customers/{customer}/messages")
    return next(one for one in thread if one["mid"] == sent.id)


def deeds(sent):
    """What the buttons of a message do."""
    return [button["deed"]["kind"] for button in shown(sent)["card"]["buttons"]]


def refused(error, call):
    try:
        call()
    except error:
        return
    raise AssertionError(f"{error.__name__} was expected")
