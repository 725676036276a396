import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

const document = readFileSync(
  join(import.meta.dirname, '../fixtures/import/SESSION_LOG.md'),
  'utf8',
);

it('starts what it understands of a document, once somebody agrees to that', async () => {
  const garbled = new TextDecoder('macintosh').decode(Buffer.from(document));
  await using app = await wtmux({
    files: { 'WEEK.md': garbled },
    env: { WTMUX_TEST: 'document' },
  });
  const unasked = await app.run('up', 'WEEK.md', '--detach');
  expect(unasked).toMatchObject({ code: 2, stdout: '' });
  expect(unasked.stderr).toContain('Start what was understood? Nobody can answer here');
  expect((await app.run('status')).code).toBe(1);

  const agreed = await app.run('up', 'WEEK.md', '--detach', '--yes');
  expect(agreed).toMatchObject({ code: 0, stdout: '' });
  const { plan, workstreams, waves } = await app.status();
  expect({
    plan,
    workstreams: Object.fromEntries(
      workstreams.map(({ id, waitsFor }) => [id, waitsFor]),
    ),
    waves: waves.map(({ id, target }) => [id, target]),
  }).toEqual({
    plan: 'Garden week',
    workstreams: {
      S1: null,
      P1: 'S1 to land',
      B1: null,
      F1: 'P1 to land, B1 to land',
    },
    waves: [
      ['wave1', 'integration/garden'],
      ['wave2', 'integration/garden'],
      ['wave3', 'main'],
    ],
  });
});
