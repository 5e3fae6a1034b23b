"""What Google or the way to it refused, as a sentence for whoever runs the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from google.auth.exceptions import GoogleAuthError, RefreshError

from sheets_sync.errors import StoreError, UnavailableError, UnreadableError

OFFLINE = (
    "Google не отвечает, в таблице всё осталось как было или досчитается при следующей сверке. "
    "Проверьте, есть ли на этом компьютере интернет, и повторите."
)
BUSY = (
    "Google просит подождать: запросов за минуту слишком много. Ничего не потеряно, повторите "
    "через пару минут."
)
UNWELL = "У Google временная неполадка. Ничего не потеряно, повторите через несколько минут."
CLOCK = (
    "Google не принимает ключ: похоже, часы этого компьютера идут неверно. Поставьте точное время "
    "и повторите."
)
WRONG_KEY = (
    "Google не принимает ключ из файла «{file}»: он отозван или от другой учётной записи. Скачайте "
    "новый ключ и укажите его в config.toml."
)
LOGIN_AGAIN = (
    "Google больше не принимает вход из файла «{file}»: он устарел или отозван. Получите новый "
    "файл входа: sheets-sync login КЛИЕНТ.json"
)
NO_ANSWER = (
    "Ответа из браузера не было, вход не сохранён. Повторите команду и откройте адрес, который она "
    "покажет."
)
NOT_ALLOWED = (
    "В браузере отказано в доступе, вход не сохранён. Если это случайность, повторите и нажмите "
    "«Продолжить»."
)
NOT_ALL_TICKED = (
    "В браузере разрешено не всё, вход не сохранён. Повторите и оставьте обе галочки: Таблицы и "
    "Диск."
)
NOT_TAKEN = "Google не закончил вход, ничего не сохранено. Повторите команду с начала."
UNKNOWN_CLIENT = (
    "Google не знает клиента из этого файла: он удалён или заменён. Скачайте файл клиента заново."
)
LOGIN_OFFLINE = (
    "Google не отвечает, вход не сохранён. Проверьте, есть ли на этом компьютере интернет, и "
    "повторите."
)
NO_ACCESS = (
    "Нет доступа к таблице Google. Откройте её, нажмите «Настройки доступа» и дайте {account} "
    "право «Редактор»."
)
NOT_FOUND = (
    "Такой таблицы Google нет или она не открыта для {account}. Проверьте её адрес и доступ к ней: "
    "«Настройки доступа», право «Редактор»."
)
READS_ONLY = (
    "Таблица Google открыта для {account} только для чтения. Откройте её, нажмите «Настройки "
    "доступа» и дайте {account} право «Редактор»."
)
NO_SPREADSHEET = (
    "По этому адресу на Диске лежит файл другого вида, не таблица Google. Откройте его, выберите "
    "«Файл», «Сохранить как таблицу Google» и возьмите адрес новой таблицы."
)
FORGOTTEN = (
    "В таблице Google нет скрытой вкладки «{tab}», памяти программы. Верните её через «Файл», "
    "«История версий»."
)
NAMES_HERE = (
    "В таблице Google на вкладке «{tab}» есть столбец «{header}», а имена должны остаться в школе. "
    "Создайте новую пустую таблицу и укажите её адрес."
)
SWITCHED_OFF = (
    "В проекте Google, от которого ключ, не включены Google Sheets API и Google Drive API. "
    "Включите оба на console.cloud.google.com и повторите через пару минут."
)
API_OFF = (
    "В проекте Google, от которого ключ, не включён Google {api} API. Включите его на "
    "console.cloud.google.com и повторите через пару минут."
)
NOT_UNDERSTOOD = "Google не понял запрос программы (код {code}). Сообщите об этом разработчикам."


def refused(code: int, body: Mapping[str, Any], account: str) -> StoreError:
    """The error for an answer with an HTTP ``code`` that repeating did not mend."""
    if switched_off(code, body):
        return UnreadableError(SWITCHED_OFF)
    if code in (401, 403):
        return UnreadableError(NO_ACCESS.format(account=account))
    if code == 400 and _status(body) == "FAILED_PRECONDITION":
        return UnreadableError(NO_SPREADSHEET)
    if code == 404:
        return UnreadableError(NOT_FOUND.format(account=account))
    if code == 429:
        return UnavailableError(BUSY)
    if code >= 500:
        return UnavailableError(UNWELL)
    return StoreError(NOT_UNDERSTOOD.format(code=code))


def switched_off(code: int, body: Mapping[str, Any]) -> bool:
    """Whether an answer says that nobody has switched its API on."""
    return code in (401, 403) and reason_of(body) in ("SERVICE_DISABLED", "accessNotConfigured")


def unauthorised(error: GoogleAuthError, file: str, person: bool) -> StoreError:
    """The error for a token that could not be had."""
    if not isinstance(error, RefreshError) or error.retryable:
        return UnavailableError(OFFLINE)
    says = str(error)
    if "iat and exp" in says or "timeframe" in says:
        return UnavailableError(CLOCK)
    return UnreadableError((LOGIN_AGAIN if person else WRONG_KEY).format(file=file))


def _status(body: Mapping[str, Any]) -> str:
    error = body.get("error")
    return str(error.get("status", "")) if isinstance(error, Mapping) else ""


def reason_of(body: Mapping[str, Any]) -> str:
    """The reason that an answer gives, wherever it stands; '' for none."""
    error = body.get("error")
    if not isinstance(error, Mapping):
        return ""
    listed = [*error.get("details", ()), *error.get("errors", ())]
    return next((str(each["reason"]) for each in listed if each.get("reason")), "")
