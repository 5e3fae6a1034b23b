"""The token endpoint: service accounts by their signed word, people by a consent given once."""

from __future__ import annotations

import base64
import functools
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.google_emulator.calls import Answer, Call
from tests.google_emulator.consents import Asked, Decision, asked, id_token, sent_back, why_not
from tests.google_emulator.errors import ApiError, Json, unauthenticated

AUDIENCE = "https://oauth2.googleapis.com/token"
SCOPE = "https://www.googleapis.com/auth/"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
# How far the two clocks may be apart.
SKEW = 300
LIFETIME = 3600


@dataclass(frozen=True)
class Account:
    """Who acts. A service account has a key; a person gives consent in a browser."""

    email: str
    is_service: bool = True

    @property
    def name(self) -> str:
        """As shown to others."""
        return self.email if self.is_service else self.email.partition("@")[0].title()


@dataclass(frozen=True)
class Token:
    """An access token: whose, what for, until when (seconds since 1970)."""

    text: str
    account: Account
    scopes: frozenset[str]
    expires: float


@functools.cache
def private_key() -> rsa.RSAPrivateKey:
    """The key of every service account of this process: making one takes a moment."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def refusal(error: str, text: str, code: int = 400) -> ApiError:
    """A refusal of the token endpoint."""
    return ApiError(code, {"error": error, "error_description": text})


@dataclass
class Tokens:
    """Who may have a token, and the tokens given out. ``seconds`` tells the time."""

    seconds: Callable[[], float]
    accounts: dict[str, Account] = field(default_factory=dict)
    held: dict[str, Token] = field(default_factory=dict)
    # Refresh tokens of people: secret -> (account, scopes).
    consents: dict[str, tuple[Account, frozenset[str]]] = field(default_factory=dict)
    # Codes on their way from the browser, each good for one exchange.
    codes: dict[str, Asked] = field(default_factory=dict)
    # What she says on the page, and the scopes that she takes the tick away from.
    decision: Decision = "yes"
    unticked: set[str] = field(default_factory=set)
    revoked: set[str] = field(default_factory=set)
    client_id: str = "emulator.apps.googleusercontent.com"
    client_secret: str = "emulator-secret"
    key_id: str = "emulator-key"

    def give(self, account: Account, scopes: frozenset[str], seconds: float = LIFETIME) -> Token:
        """A new access token."""
        self.accounts.setdefault(account.email, account)
        token = Token(
            "ya29." + secrets.token_urlsafe(24), account, scopes, self.seconds() + seconds
        )
        self.held[token.text] = token
        return token

    def expire_all(self) -> None:
        """Every token given out so far stops working."""
        self.held.clear()

    def of(self, header: str) -> Token:
        """The token of an Authorization header; ApiError 401 for none that works."""
        kind, _, text = header.partition(" ")
        token = self.held.get(text.strip())
        if kind.lower() != "bearer" or token is None or token.expires <= self.seconds():
            raise unauthenticated()
        return token

    def key_file(self, account: Account, token_uri: str) -> Json:
        """The content of a service account's key file."""
        self.accounts.setdefault(account.email, account)
        pem = private_key().private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return {
            "type": "service_account",
            "project_id": "emulator",
            "private_key_id": self.key_id,
            "private_key": pem.decode(),
            "client_email": account.email,
            "client_id": "100000000000000000001",
            "auth_uri": token_uri.removesuffix("token") + "auth",
            "token_uri": token_uri,
            "universe_domain": "googleapis.com",
        }

    def answer(self, form: dict[str, str]) -> Json:
        """The answer of the token endpoint to a form."""
        grant = form.get("grant_type", "")
        if grant == JWT_BEARER:
            return self._signed(form.get("assertion", ""))
        if grant == "refresh_token":
            return self._refreshed(form)
        if grant == "authorization_code":
            return self._exchanged(form)
        raise refusal("unsupported_grant_type", f"Invalid grant_type: {grant}")

    def _given(self, account: Account, scopes: frozenset[str]) -> Json:
        token = self.give(account, scopes)
        return {"access_token": token.text, "expires_in": LIFETIME - 1, "token_type": "Bearer"}

    def _signed(self, assertion: str) -> Json:
        header, claims = verified(assertion)
        account = self.accounts.get(str(claims.get("iss")))
        if account is None or account.email in self.revoked:
            raise refusal("invalid_grant", "Invalid grant: account not found")
        if header.get("alg") != "RS256" or header.get("kid", self.key_id) != self.key_id:
            raise refusal("invalid_grant", "Invalid JWT Signature.")
        if claims.get("aud") != AUDIENCE:
            raise refusal("invalid_grant", "Invalid JWT: Failed audience check.")
        self._check_time(claims)
        scopes = frozenset(str(claims.get("scope", "")).split())
        if not scopes or not all(scope.startswith("https://") for scope in scopes):
            raise refusal("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        return self._given(account, scopes)

    def _check_time(self, claims: Json) -> None:
        issued, expires, now = claims.get("iat"), claims.get("exp"), self.seconds()
        fits = (
            isinstance(issued, int | float)
            and isinstance(expires, int | float)
            and issued <= now + SKEW
            and now < expires + SKEW
            and expires - issued <= LIFETIME
        )
        if not fits:
            raise refusal(
                "invalid_grant",
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable "
                "timeframe. Check your iat and exp values in the JWT claim.",
            )

    def consent(self, account: Account, scopes: frozenset[str]) -> str:
        """A person's lasting yes: a refresh token."""
        secret = "1//" + secrets.token_urlsafe(24)
        self.accounts.setdefault(account.email, account)
        self.consents[secret] = account, scopes
        return secret

    def page(self, call: Call, account: Account) -> Answer:
        """The page on which a person says yes or no: here at once, and in one answer."""
        wanted = asked(call, self.client_id, account, self.unticked)
        if self.decision == "no":
            return sent_back(call, {"error": "access_denied"})
        code = "4/" + secrets.token_urlsafe(24)
        self.codes[code] = wanted
        return sent_back(call, {"code": code, "scope": " ".join(sorted(wanted.scopes))})

    def _check_client(self, form: dict[str, str]) -> None:
        if form.get("client_id") != self.client_id:
            raise refusal("invalid_client", "The OAuth client was not found.", 401)
        if form.get("client_secret") != self.client_secret:
            raise refusal("invalid_client", "Unauthorized", 401)

    def _refreshed(self, form: dict[str, str]) -> Json:
        self._check_client(form)
        found = self.consents.get(form.get("refresh_token", ""))
        if found is None or found[0].email in self.revoked:
            raise refusal("invalid_grant", "Token has been expired or revoked.")
        return self._given(*found) | {"scope": " ".join(sorted(found[1]))}

    def _exchanged(self, form: dict[str, str]) -> Json:
        """A code for tokens: once, for the program that asked and can prove it (PKCE)."""
        self._check_client(form)
        found = self.codes.pop(form.get("code", ""), None)
        if found is None:
            raise refusal("invalid_grant", "Malformed auth code.")
        wrong = why_not(found, form)
        if wrong:
            raise refusal(*wrong)
        made = self._given(found.account, found.scopes)
        made |= {
            "scope": " ".join(sorted(found.scopes)),
            "refresh_token": self.consent(found.account, found.scopes),
        }
        if "openid" in found.scopes:
            made["id_token"] = id_token(
                private_key(), found.account, self.client_id, self.seconds()
            )
        return made


def _part(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def verified(assertion: str) -> tuple[Json, Json]:
    """(header, claims) of a JWT whose RS256 signature is the key's; ApiError 400 otherwise."""
    try:
        head, body, signature = assertion.split(".")
        private_key().public_key().verify(
            _part(signature), f"{head}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256()
        )
        header: Any = json.loads(_part(head))
        claims: Any = json.loads(_part(body))
    except (ValueError, InvalidSignature):
        raise refusal("invalid_grant", "Invalid JWT Signature.") from None
    return header, claims
