/** What the four agents do that pay back the project's technical debt. */
import { append, step, test, write } from './change.js';
import type { DemoTask } from './task.js';

export const debtTasks: readonly DemoTask[] = [
  {
    id: 'TD2',
    name: 'Config management',
    branch: 'workstream/config-management',
    units: 2,
    steps: [
      step('One Config class for all settings', [
        write(
          'src/config.py',
          `"""Settings, read once and checked."""
import os
from dataclasses import dataclass, field


def setting(name, default):
    return field(default_factory=lambda: type(default)(os.environ.get(name, default)))


@dataclass(frozen=True)
class Config:
    api_url: str = setting("API_URL", "https://api.example.com")
    api_key: str = setting("API_KEY", "")
    timeout: int = setting("TIMEOUT", 30)
    retries: int = setting("RETRIES", 3)
    batch_size: int = setting("BATCH_SIZE", 10)

    def __post_init__(self):
        if self.timeout <= 0:
            raise ValueError(f"TIMEOUT must be positive, not {self.timeout}")


config = Config()
`,
        ),
      ]),
      step('Read every setting from it', [
        write(
          'src/api_client.py',
          `"""Talks to the extraction service."""
from urllib import request

from src.config import config


def extract(text):
    call = request.Request(config.api_url, data=text.encode())
    with request.urlopen(call, timeout=config.timeout) as answer:
        return answer.read()
`,
        ),
      ]),
      step('Test limits and defaults', [
        test(
          'config',
          `import pytest

from src.config import Config


def test_a_timeout_of_zero_is_refused(monkeypatch):
    monkeypatch.setenv("TIMEOUT", "0")
    with pytest.raises(ValueError):
        Config()
`,
        ),
      ]),
    ],
  },
  {
    id: 'TD1',
    name: 'Error handling',
    branch: 'workstream/error-handling',
    units: 2,
    steps: [
      step('Name what can go wrong', [
        write(
          'src/errors.py',
          `"""What can go wrong with a document."""


class Temporary(Exception):
    """Worth another try."""


class Permanent(Exception):
    """The document stays as it is; a person must look."""
`,
        ),
        test(
          'errors',
          `from src.errors import Permanent, Temporary


def test_nothing_is_both():
    assert not issubclass(Temporary, Permanent)
`,
        ),
      ]),
      step('Try temporary failures again', [
        write(
          'src/retry.py',
          `"""Tries again what failed for a moment."""
from src.config import config
from src.errors import Temporary


def retry(call):
    for left in reversed(range(config.retries)):
        try:
            return call()
        except Temporary:
            if left == 0:
                raise
`,
        ),
        test(
          'retry',
          `from src.retry import retry


def test_a_good_call_is_made_once():
    calls = []
    retry(lambda: calls.append(1))
    assert calls == [1]
`,
        ),
      ]),
      step('Log every retry', [
        append('src/logging_config.py', `FIELDS += ["attempt", "error"]\n`),
      ]),
    ],
  },
  {
    id: 'TD3',
    name: 'API client refactor',
    branch: 'workstream/api-client-refactor',
    units: 2,
    steps: [
      step('Give the client a class', [
        write(
          'src/api_client.py',
          `"""Talks to the extraction service."""
from urllib import error, request

from src.config import config
from src.errors import Permanent, Temporary
from src.retry import retry


class ApiClient:
    def __init__(self, settings=config):
        self._settings = settings

    def extract(self, text):
        return retry(lambda: self._call(text))

    def _call(self, text):
        call = request.Request(self._settings.api_url, data=text.encode())
        try:
            with request.urlopen(call, timeout=self._settings.timeout) as answer:
                return answer.read()
        except error.HTTPError as failure:
            kind = Temporary if failure.code >= 500 else Permanent
            raise kind(str(failure)) from failure


def extract(text):
    return ApiClient().extract(text)
`,
        ),
      ]),
      step('Test the border between the errors', [
        append(
          'tests/test_api_client.py',
          `

def test_the_client_takes_its_settings():
    assert ApiClient(settings="mine")._settings == "mine"
`,
        ),
      ]),
    ],
  },
  {
    id: 'TD4',
    name: 'Test infrastructure',
    branch: 'workstream/test-coverage',
    units: 2,
    steps: [
      step('Share fixtures between tests', [
        write(
          'tests/conftest.py',
          `import pytest


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all")
    return tmp_path
`,
        ),
      ]),
      step('Cover the log format', [
        test(
          'logging_config',
          `from src.logging_config import FIELDS


def test_every_line_says_when():
    assert FIELDS[0] == "time"
`,
        ),
      ]),
      step('Cover the client', [
        test(
          'api_client',
          `from src.api_client import *


def test_it_can_be_imported():
    assert extract
`,
        ),
      ]),
    ],
  },
];
