import { expect, it } from 'vitest';
import { isComplete } from '../../src/domain/report.js';
import { readSignal } from '../../src/formats/signal-file.js';

const file = '.claude/handoff/td1-errors-complete.signal';

it('reads a signal as agents write it, with fields of their own', () => {
  const text = JSON.stringify({
    workstream: 'TD1',
    status: 'complete',
    timestamp: '2025-10-17T10:00:00',
    files_created: ['src/retry.py'],
    files_modified: 3,
    validation_passed: true,
    coverage: { unit: 91 },
    notes: 'retry\u001b[2J done',
  });
  expect(readSignal(text, file)).toEqual({
    ok: true,
    value: {
      file,
      workstream: 'TD1',
      status: 'complete',
      validationPassed: true,
      notes: 'retry\ufffd[2J done',
      filesCreated: ['src/retry.py'],
      filesModified: [],
    },
  });
});

it('reads what was learned, in whatever form', () => {
  const text = JSON.stringify({
    workstream: 'TD1',
    status: 'complete',
    lessons_learned: ['one', { lesson: 'two' }, 3, ' '],
    decisions: 'Zod',
    blockers: [],
  });
  expect(readSignal(text, file)).toMatchObject({
    value: { lessons: ['one', 'two'], decisions: ['Zod'] },
  });
});

it('may name no workstream, where its place says whose it is', () => {
  expect(readSignal('{"status":"complete"}', file)).toMatchObject({
    value: { workstream: '', status: 'complete' },
  });
});

it.each([
  [{ status: 'complete' }, true],
  [{ status: 'complete', validation_passed: true }, true],
  [{ status: 'complete', validation_passed: false }, false],
  [{ status: 'COMPLETED' }, true],
  [{ status: 'done', validation_passed: false }, false],
  [{ status: 'in_progress' }, false],
])('%j is complete: %s', (fields, complete) => {
  const read = readSignal(JSON.stringify({ workstream: 'TD1', ...fields }), file);
  expect(read.ok && isComplete(read.value)).toBe(complete);
});

it.each([
  ['', 'not complete yet', true],
  ['{"workstream": "TD1", "sta', 'not complete yet', true],
  ['{"workstream": "TD1", "notes": "a } b', 'not complete yet', true],
  ['{"workstream": "TD1",', 'not complete yet', true],
  ['{workstream: TD1}', 'not valid JSON', false],
  ['{"workstream": "TD1"}}', 'not valid JSON', false],
  ['[]', 'a signal must be a JSON object', false],
  ['{"workstream": 7, "status": "complete"}', '"workstream" must be a text', false],
  ['{"workstream": "TD1"}', '"status" must be a text', false],
  [`"${'x'.repeat(300_000)}"`, 'larger than 256 KB', false],
])('%s is %s', (text, why, partial) => {
  expect(readSignal(text, file)).toEqual({ ok: false, failure: { why, partial } });
});

it('takes every beginning of a signal for one that is being written', () => {
  const whole = '{"workstream": "TD1", "status": "complete", "files_created": ["a\\"]"]}';
  const failures = Array.from({ length: whole.length }, (_, end) =>
    readSignal(whole.slice(0, end), file),
  );
  expect(failures.every((read) => !read.ok && read.failure.partial)).toBe(true);
});
