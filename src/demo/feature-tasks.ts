/** What the three agents do that add features to the project. */
import { append, step, test, write } from './change.js';
import type { DemoTask } from './task.js';

export const featureTasks: readonly DemoTask[] = [
  {
    id: 'WS1',
    name: 'Vector store',
    branch: 'workstream/vector-store',
    units: 4,
    steps: [
      step('Keep embeddings of documents', [
        write(
          'src/vector_store.py',
          `"""Finds documents by what they mean."""
from math import sqrt


class VectorStore:
    def __init__(self):
        self._vectors = {}

    def add(self, name, vector):
        self._vectors[name] = vector

    def nearest(self, vector):
        return max(self._vectors, key=lambda name: cosine(self._vectors[name], vector))


def cosine(a, b):
    product = sum(x * y for x, y in zip(a, b))
    return product / (sqrt(sum(x * x for x in a)) * sqrt(sum(y * y for y in b)))
`,
        ),
        append('src/config.py', `\nVECTOR_STORE = os.environ.get("VECTOR_STORE", "")\n`),
      ]),
      step('Test the nearest neighbour', [
        test(
          'vector_store',
          `from src.vector_store import VectorStore


def test_the_same_direction_is_nearest():
    store = VectorStore()
    store.add("up", (0, 1))
    store.add("right", (1, 0))
    assert store.nearest((0, 2)) == "up"
`,
        ),
      ]),
      step('Tell how searches work', [
        write(
          'docs/search.md',
          `# Search

A document is found by the direction of its vector, not by its words.
`,
        ),
      ]),
    ],
  },
  {
    id: 'WS2',
    name: 'Batch processing',
    branch: 'workstream/batch-processing',
    units: 4,
    steps: [
      step('Process documents in batches', [
        write(
          'src/batch.py',
          `"""Many documents at once, without asking for all of them at once."""
from itertools import islice

from src.config import config


def batches(documents, size=config.batch_size):
    documents = iter(documents)
    while batch := list(islice(documents, size)):
        yield batch
`,
        ),
      ]),
      step('Test the last, smaller batch', [
        test(
          'batch',
          `from src.batch import batches


def test_the_last_batch_holds_the_rest():
    assert list(batches("abcde", size=2)) == [["a", "b"], ["c", "d"], ["e"]]
`,
        ),
      ]),
      step('Use batches for a folder', [
        append(
          'src/processor.py',
          `

def process_all(folder):
    from src.batch import batches

    for batch in batches(sorted(Path(folder).iterdir())):
        yield {path.name: extract(path.read_text()) for path in batch}
`,
        ),
      ]),
    ],
  },
  {
    id: 'WS3',
    name: 'Production hardening',
    branch: 'workstream/production-hardening',
    units: 5,
    steps: [
      step('Answer whether it is alive', [
        write(
          'src/health.py',
          `"""Says whether the importer can work."""


def health(checks):
    failed = [name for name, check in checks.items() if not check()]
    return {"ok": not failed, "failed": failed}
`,
        ),
      ]),
      step('Test a failing check', [
        test(
          'health',
          `from src.health import health


def test_a_failing_check_is_named():
    assert health({"disk": lambda: False}) == {"ok": False, "failed": ["disk"]}
`,
        ),
      ]),
      step('Log how long things take', [
        append('src/logging_config.py', `FIELDS += ["duration_ms"]\n`),
      ]),
      step('Write the runbook', [
        write(
          'docs/runbook.md',
          `# Runbook

1. Ask \`health()\` what is wrong.
2. Temporary failures mend themselves; permanent ones name their document.
`,
        ),
      ]),
    ],
  },
];
