/**
 * The small program that the demonstration's agents work on: a document importer in
 * Python, as it is before any of them starts. Its checks are shell scripts, so that the
 * gates run on any machine that has git.
 */

/** Files by path, in the commits that made them. */
export const project: readonly {
  readonly message: string;
  readonly files: Readonly<Record<string, string>>;
}[] = [
  {
    message: 'Import documents one at a time',
    files: {
      'README.md': `# docimport

Reads documents, sends them to a model for extraction and stores what comes back.

    python -m src.processor inbox/
`,
      '.gitignore': `__pycache__/
.claude/
progress.md
`,
      'src/config.py': `"""Settings, read where they are needed."""
import os

API_URL = os.environ.get("API_URL", "https://api.example.com")
API_KEY = os.environ.get("API_KEY", "")
TIMEOUT = int(os.environ.get("TIMEOUT", "30"))
`,
      'src/api_client.py': `"""Talks to the extraction service."""
from urllib import request

from src import config


def extract(text):
    call = request.Request(config.API_URL, data=text.encode())
    with request.urlopen(call, timeout=config.TIMEOUT) as answer:
        return answer.read()
`,
      'src/processor.py': `"""Reads a folder of documents and extracts each."""
from pathlib import Path

from src.api_client import extract


def process(folder):
    return {path.name: extract(path.read_text()) for path in Path(folder).iterdir()}
`,
    },
  },
  {
    message: 'Log in one format',
    files: {
      'src/logging_config.py': `"""Fields that every log line has."""

FIELDS = [
    "time",
    "level",
    "message",
]
`,
      'tests/test_processor.py': `from src.processor import process


def test_an_empty_folder_gives_nothing(tmp_path):
    assert process(tmp_path) == {}
`,
    },
  },
  {
    message: 'Check what merges could break',
    files: {
      'scripts/check.sh': `#!/bin/sh
# Fails when a file holds what a merge left behind, or is empty.
status=0
if grep -rnE '^(<<<<<<<|=======|>>>>>>>)' src tests; then
  echo 'conflict markers'
  status=1
fi
for file in src/*.py tests/*.py; do
  test -s "$file" || { echo "$file is empty"; status=1; }
done
exit $status
`,
      'scripts/coverage.sh': `#!/bin/sh
# Prints the share of modules that have a test file.
modules=0
tested=0
for file in src/*.py; do
  name=\${file##*/}
  modules=$((modules + 1))
  if test -f "tests/test_$name"; then tested=$((tested + 1)); fi
done
echo "modules with tests: $((100 * tested / modules)) %"
`,
    },
  },
];
