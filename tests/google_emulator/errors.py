"""Google's error bodies: what each refusal of Sheets and of Drive looks like on the wire."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ABORTED",
    413: "INVALID_ARGUMENT",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}
RPC = "type.googleapis.com/google.rpc."


class ApiError(Exception):
    """A refusal: ``code`` is the HTTP status, ``body`` the JSON answer."""

    def __init__(self, code: int, body: Json, headers: dict[str, str] | None = None) -> None:
        super().__init__(f"{code}: {body}")
        self.code = code
        self.body = body
        self.headers = headers or {}


def sheets_error(code: int, message: str, details: list[Json] | None = None) -> ApiError:
    """A refusal in the form of the newer services: Sheets, and everything before routing."""
    error: Json = {"code": code, "message": message, "status": STATUSES[code]}
    if details:
        error["details"] = details
    return ApiError(code, {"error": error})


def bad_request(violations: list[tuple[str, str]]) -> ApiError:
    """400 for a body that does not fit its schema: (field, what is wrong), joined by lines."""
    found = [{"field": field, "description": text} if field else {"description": text}
             for field, text in violations]  # fmt: skip
    details = [{"@type": RPC + "BadRequest", "fieldViolations": found}]
    return sheets_error(400, "\n".join(text for _, text in violations), details)


def bad_mask(path: str) -> ApiError:
    """400 for a word in ``fields`` that the answer does not have."""
    text = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'."
    details = [
        {"@type": RPC + "BadRequest", "fieldViolations": [{"field": path, "description": text}]}
    ]
    return sheets_error(400, "Request contains an invalid argument.", details)


def invalid(message: str) -> ApiError:
    """400 with a sentence."""
    return sheets_error(400, message)


def not_found() -> ApiError:
    """404 of Sheets."""
    return sheets_error(404, "Requested entity was not found.")


def no_permission() -> ApiError:
    """403 of Sheets: the spreadsheet is somebody else's, and not shared, or only to read."""
    return sheets_error(403, "The caller does not have permission")


def unauthenticated() -> ApiError:
    """401: no token, an expired one, or one that was never given out."""
    found = sheets_error(
        401,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login "
        "cookie or other valid authentication credential. See "
        "https://developers.google.com/identity/sign-in/web/devconsole-project.",
    )
    found.headers["WWW-Authenticate"] = (
        'Bearer realm="https://accounts.google.com/", error="invalid_token"'
    )
    return found


def scope_missing(service: str) -> ApiError:
    """403: the token was given for other scopes."""
    info = {
        "@type": RPC + "ErrorInfo",
        "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        "domain": "googleapis.com",
        "metadata": {"service": service},
    }
    return sheets_error(403, "Request had insufficient authentication scopes.", [info])


def api_disabled(project: str) -> ApiError:
    """403: nobody has switched the API on in the project."""
    info = {
        "@type": RPC + "ErrorInfo",
        "reason": "SERVICE_DISABLED",
        "domain": "googleapis.com",
        "metadata": {"consumer": f"projects/{project}"},
    }
    return sheets_error(
        403,
        f"The API has not been used in project {project} before or it is disabled. Enable it, "
        "then retry.",
        [info],
    )


def quota_exceeded(kind: str, limit: int, project: str) -> ApiError:
    """429 of Sheets; ``kind`` is "Read" or "Write"."""
    info = {
        "@type": RPC + "ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "quota_limit": f"{kind}RequestsPerMinutePerUser",
            "quota_limit_value": str(limit),
            "quota_location": "global",
            "quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests",
            "consumer": f"projects/{project}",
            "service": "sheets.googleapis.com",
        },
    }
    help_ = {
        "@type": RPC + "Help",
        "links": [
            {
                "description": "Request a higher quota limit.",
                "url": "https://cloud.google.com/docs/quotas/help/request_increase",
            }
        ],
    }
    message = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{kind} requests per minute "
        f"per user' of service 'sheets.googleapis.com' for consumer 'project_number:{project}'."
    )
    return sheets_error(429, message, [info, help_])


def drive_error(
    code: int, reason: str, message: str, location: str = "", domain: str = "global"
) -> ApiError:
    """A refusal in the older form that Drive keeps."""
    one: Json = {"message": message, "domain": domain, "reason": reason}
    if location:
        one |= {"location": location, "locationType": "parameter"}
    return ApiError(code, {"error": {"code": code, "message": message, "errors": [one]}})


def file_not_found(file_id: str) -> ApiError:
    """404 of Drive; also for a file that exists and is not shared with the caller."""
    return drive_error(404, "notFound", f"File not found: {file_id}.", "fileId")


def drive_forbidden(name: str = "") -> ApiError:
    """403 of Drive: the caller may read and not do this."""
    text = "The user does not have sufficient permissions for this file."
    return drive_error(403, "insufficientFilePermissions", text)


def no_storage() -> ApiError:
    """403: a service account owns no storage."""
    return drive_error(
        403,
        "storageQuotaExceeded",
        "Service Accounts do not have storage quota. Leverage shared drives "
        "(https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or use "
        "OAuth delegation (http://support.google.com/a/answer/7281227) instead.",
        domain="usageLimits",
    )


def outage(code: int) -> ApiError:
    """500 or 503 as Google words them."""
    texts = {500: "Internal error encountered.", 503: "The service is currently unavailable."}
    return sheets_error(code, texts[code])
