import { describe, expect, it } from 'vitest';
import {
  memoryIds,
  withMemories,
  type MemoryEntry,
} from '../../src/formats/memory-file.js';
import { random } from '../helpers/random.js';

const entry = (id: string): MemoryEntry => ({
  id,
  type: 'lesson',
  content: 'a ] } "quoted" \\ text',
  source: { plan: 'week-2', workstream: 'A', file: 'progress.md' },
  created_at: '2026-01-01T00:00:00.000Z',
  reviewed_by: 'ada',
  reviewed_at: '2026-01-02T00:00:00.000Z',
});

/** The text with entries added; throws where it is no such file. */
function added(text: string | undefined, ...ids: readonly string[]): string {
  const next = withMemories(text, ids.map(entry));
  if (!next.ok) throw new Error(next.failure.why);
  return next.value;
}

describe('a file of memories', () => {
  it.each([undefined, '', ' \n'])('begins as an empty list where it is %j', (text) => {
    expect(JSON.parse(added(text, 'a'))).toEqual({ version: 1, memories: [entry('a')] });
    expect(added(text, 'a')).toBe(
      `${JSON.stringify({ version: 1, memories: [entry('a')] }, null, 2)}\n`,
    );
  });

  it('keeps every character that was in it', () => {
    const text =
      '{ "memories" : [\n    {"id": 12345678901234567890, "mine": [ ] },\n    {"id":"z"}\n  ],\n\t"of": { "memories": [1] } }';
    const next = added(text, 'a', 'b');
    const [head, tail] = ['{"id":"z"}', '\n  ],\n\t"of"'].map((part) =>
      text.indexOf(part),
    );
    expect(next.startsWith(text.slice(0, (head ?? 0) + 10))).toBe(true);
    expect(next.endsWith(text.slice(tail))).toBe(true);
    const read: unknown = JSON.parse(next);
    expect(read).toMatchObject({ memories: [{}, { id: 'z' }, entry('a'), entry('b')] });
  });

  it.each([
    ['a bare list', '[{"id":"z"}]', [{ id: 'z' }, entry('a')]],
    ['an empty list', '[]', [entry('a')]],
    ['with a mark at its start', '\u{feff}[ ]\n', [entry('a')]],
    ['on one line', '{"memories":[],"x":"]"}', { memories: [entry('a')], x: ']' }],
    [
      'with the same name further in',
      '{"x":{"memories":[]},"memories":[{"memories":[{}]}]}',
      { x: { memories: [] }, memories: [{ memories: [{}] }, entry('a')] },
    ],
  ])('may be %s', (_what, text, value) => {
    expect(JSON.parse(added(text, 'a').replace('\u{feff}', ''))).toEqual(value);
  });

  it('has each once', () => {
    const once = added('[]', 'a');
    expect(added(once, 'a')).toBe(once);
    expect([...idsOf(added(once, 'a', 'b'))]).toEqual(['a', 'b']);
  });

  it.each([
    ['{"memories":[', 'it is not valid JSON'],
    ['\0\u{9b}', 'it is not valid JSON'],
    ['{}', 'it is no list of memories, and has none under "memories"'],
    ['{"memories":{}}', 'it is no list of memories, and has none under "memories"'],
    ['["a memory"]', 'it is no list of memories, and has none under "memories"'],
    ['7', 'it is no list of memories, and has none under "memories"'],
  ])('is none as %j', (text, why) => {
    expect(withMemories(text, [entry('a')])).toEqual({ ok: false, failure: { why } });
  });

  it.each([1, 2, 3, 4, 5])('is added to in whatever form it is (seed %i)', (seed) => {
    const rng = random(seed);
    const tricky = [
      'a',
      ']',
      '"',
      '\\',
      '\\"',
      '[{',
      'memories',
      '\n',
      '"memories":[',
    ] as const;
    const some = () => ({ id: rng.pick(tricky), [rng.pick(tricky)]: [rng.pick(tricky)] });
    for (let round = 0; round < 50; round += 1) {
      const memories = Array.from({ length: rng.between(0, 3) }, some);
      const value = rng.chance(0.3)
        ? memories
        : { [rng.pick(tricky)]: { memories: [some()] }, memories, more: some() };
      const text = JSON.stringify(value, null, rng.pick([0, 2, 4]));
      const next: unknown = JSON.parse(added(text, 'new'));
      expect(next).toEqual(
        Array.isArray(value)
          ? [...memories, entry('new')]
          : { ...value, memories: [...memories, entry('new')] },
      );
    }
  });
});

function idsOf(text: string): ReadonlySet<unknown> {
  const ids = memoryIds(text);
  return ids.ok ? ids.value : new Set();
}
