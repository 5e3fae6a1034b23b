"""A person's consent in the browser: the page on which she gives it, and the code it sends back."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.google_emulator.calls import Answer, Call
from tests.google_emulator.errors import ApiError, Json

if TYPE_CHECKING:
    from tests.google_emulator.auth import Account

LOOPBACK = ("127.0.0.1", "localhost", "::1")
Decision = Literal["yes", "no"]


@dataclass(frozen=True)
class Asked:
    """What a code stands for. ``challenge`` is PKCE's; '' where the program sent none."""

    account: Account
    scopes: frozenset[str]
    redirect_uri: str
    challenge: str


def asked(call: Call, client_id: str, account: Account, unticked: set[str]) -> Asked:
    """What the page asks her; ApiError 400 where Google shows an error page instead.

    ``unticked`` are scopes that she takes the tick away from.
    """
    target = call.one("redirect_uri")
    if call.one("client_id") != client_id:
        raise _page("invalid_client", "The OAuth client was not found.", 401)
    if urlsplit(target).scheme != "http" or urlsplit(target).hostname not in LOOPBACK:
        raise _page("redirect_uri_mismatch", "The redirect URI is not a loopback address.")
    if call.one("response_type") != "code" or not call.one("scope"):
        raise _page("invalid_request", "Required parameter is missing: response_type")
    if call.one("code_challenge") and call.one("code_challenge_method") != "S256":
        raise _page("invalid_request", "Invalid code_challenge_method")
    scopes = frozenset(call.one("scope").split()) - unticked
    return Asked(account, scopes, target, call.one("code_challenge"))


def _page(error: str, text: str, code: int = 400) -> ApiError:
    return ApiError(code, {"error": error, "error_description": text})


def sent_back(call: Call, answer: dict[str, str]) -> Answer:
    """The redirect into the program, with its own ``state``."""
    target = call.one("redirect_uri")
    join = "&" if "?" in target else "?"
    place = f"{target}{join}{urlencode({'state': call.one('state'), **answer})}"
    return Answer(302, content=b"", headers={"Location": place})


def why_not(found: Asked, form: dict[str, str]) -> tuple[str, str] | None:
    """Why a code is not changed for tokens: error and description; None where it is."""
    if form.get("redirect_uri") != found.redirect_uri:
        return "redirect_uri_mismatch", "Bad Request"
    verifier = form.get("code_verifier", "")
    if found.challenge and not verifier:
        return "invalid_grant", "Missing code verifier."
    if found.challenge and _part(hashlib.sha256(verifier.encode()).digest()) != found.challenge:
        return "invalid_grant", "Invalid code verifier."
    return None


def id_token(key: rsa.RSAPrivateKey, account: Account, client_id: str, now: float) -> str:
    """The signed word of who she is, for the scope ``openid``."""
    claims: Json = {
        "iss": "https://accounts.google.com",
        "aud": client_id,
        "email": account.email,
        "email_verified": True,
        "iat": int(now),
        "exp": int(now) + 3600,
    }
    parts = ({"alg": "RS256", "typ": "JWT"}, claims)
    text = ".".join(_part(json.dumps(part).encode()) for part in parts)
    return f"{text}.{_part(key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def _part(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
