import { describe, expect, it } from 'vitest';
import { problemLine } from '../../src/formats/problem.js';
import { readLayout } from '../../src/layout/layout-file.js';

const SLOT =
  'expected one slot: `pane: next` or `focused`, `wave:` or `fill:` with grid, row or column, or `row:` or `column:` with slots';

describe('a layout file', () => {
  it('is read', () => {
    expect(
      readLayout('title: x\nroot: { row: [{ pane: next }, { fill: grid }] }', 'x'),
    ).toMatchObject({
      ok: true,
      value: { root: { row: [{ pane: 'next' }, { fill: 'grid' }] } },
    });
  });

  it('is left out when it contains itself', () => {
    const read = readLayout('title: x\nroot: &a { row: [*a, { fill: grid }] }', 'x');
    expect(read).toMatchObject({
      ok: false,
      failure: [
        {
          message:
            'a value contains itself: an alias (*name) stands inside what it names',
        },
      ],
    });
  });

  it('may name a slot twice', () => {
    const text =
      'title: x\nroot: { row: [&a { pane: next }, *a, { column: [*a, { fill: row }] }] }';
    expect(readLayout(text, 'x').ok).toBe(true);
  });

  it.each([
    [
      'two waves and two fills',
      'title: x\nroot: { row: [{ wave: row }, { wave: row }, { fill: row }, { fill: row }] }',
      [
        '2:7: root: exactly one slot must be a `fill`, so that every agent has a place',
        '2:7: root: at most one slot may be a `wave`: there is one wave at hand',
      ],
    ],
    [
      'words that are not known',
      'title: x\nroot:\n  row:\n    - fill: rows\n    - pane: left',
      [
        '4:13: root.row[0].fill: expected grid, row or column, not "rows"',
        '5:13: root.row[1].pane: expected next or focused, not "left"',
      ],
    ],
    [
      'keys that are not known',
      'titel: x\nroot: { column: [{ fill: grid, weigth: 2 }] }',
      [
        '1:1: title: expected a title of 1 to 40 characters, but it is missing',
        '2:32: root.column[0]: unknown key "weigth"; did you mean "weight"?',
        '1:1: unknown key "titel"; did you mean "title"?',
      ],
    ],
    [
      'a slot of two forms',
      'title: x\nroot: { fill: grid, pane: next }',
      [`2:7: root: ${SLOT}, not keys with values`],
    ],
    ['no slot', 'title: x\nroot: grid', [`2:7: root: ${SLOT}, not "grid"`]],
    [
      'a weight of nothing',
      'title: x\nroot: { fill: grid, weight: 0 }',
      ['2:29: root.weight: expected a number above 0, not 0'],
    ],
    ['nothing', '', ['1:1: expected a title and a root, not nothing']],
  ])('says all that is wrong, and where: %s', (_what, text, lines) => {
    expect(problems(text)).toEqual(lines.map((line) => `pair.yaml:${line}`));
  });

  it.each(['title: [', `root: ${'{ row: ['.repeat(8000)}`])(
    'is told in one line when it is no YAML: %#',
    (text) => {
      expect(problems(text)).toEqual([expect.stringMatching(/^pair\.yaml:\d+:\d+: \S/)]);
    },
  );

  it('may nest as deep as there is room in a file', () => {
    const depth = 3000;
    const text = `title: x\nroot: ${'{ row: ['.repeat(depth)}{ fill: grid }${'] }'.repeat(depth)}`;
    expect(problems(text)).toEqual(expect.any(Array));
  });
});

function problems(text: string): readonly string[] {
  const read = readLayout(text, 'pair.yaml');
  return read.ok ? [] : read.failure.map(problemLine);
}
