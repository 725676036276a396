import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keymap } from '../../src/console/keymap.js';
import { keyTable } from '../../src/cli/key-table.js';

const root = join(import.meta.dirname, '../..');

/** `npx vitest run test/cli/key-table -u` writes it anew; the README takes it from there. */
it('is what docs/keys.md shows', async () => {
  await expect(`# Keys

Typed keys go to the agent in the focused pane, except these. In the sidebar the keys after
\`Ctrl+Space\` work alone. In front of a dialog only \`Ctrl+Space\` \`d\` counts, which leaves the console.

${keyTable()}

## Your own keys

Every command can have other keys, in \`~/.config/wtmux/config.yaml\`:

\`\`\`yaml
keys:
  prefix: ctrl+b
  zoom: f
  merge: M ctrl+g
  next-waiting: none
\`\`\`

A key is a character as it is typed (\`A\`, \`?\`), a name (\`enter\`, \`pageup\`, \`f5\`,
\`space\`), or one of these with \`ctrl+\`, \`alt+\` or \`shift+\` before it, or with \`super+\`, which only
terminals with the kitty keyboard protocol tell. With \`ctrl+\` and \`alt+\` a letter of another alphabet is
the one that is on its key elsewhere, in those terminals too. Several keys have
blanks between them; \`none\` takes the keys away, but for those of what leaves a place. They stand in place of a command's own keys. Help,
status bar and dialogs say the new ones. Two commands on one key, or a name that there is not, are
told when the console opens.

${nameTable()}
`).toMatchFileSnapshot(join(root, 'docs/keys.md'));
});

it('is what the README shows', async () => {
  const readme = rows(await readFile(join(root, 'README.md'), 'utf8'));
  expect(readme).toEqual(expect.arrayContaining(rows(keyTable()).slice(2)));
});

/** Every binding by the name that settings use. */
function nameTable() {
  const lines = keymap.map(
    ({ name, keys, modes, help }) =>
      `| \`${name}\` | ${keys.map((key) => `\`${key}\``).join(' ')} | ${modes.join(', ')} | ${help} |`,
  );
  return [
    '| name | keys | where | what it does |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

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
