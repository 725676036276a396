import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keyTable } from '../../src/cli/key-table.js';

const root = join(import.meta.dirname, '../..');

/** `npx vitest run test/cli/key-table -u` writes it anew; the README takes it from there. */
it('is what docs/keys.md shows', async () => {
  await expect(`# Keys

Typed keys go to the agent in the focused pane, except these. In the sidebar the keys after
\`Ctrl+Space\` work alone.

${keyTable()}
`).toMatchFileSnapshot(join(root, 'docs/keys.md'));
});

it('is what the README shows', async () => {
  const readme = rows(await readFile(join(root, 'README.md'), 'utf8'));
  expect(readme).toEqual(expect.arrayContaining(rows(keyTable()).slice(2)));
});

function rows(text: string) {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map(cells);
}

/** The cells of a row, whatever their width. */
function cells(row: string): readonly string[] {
  return row.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '').trim());
}
