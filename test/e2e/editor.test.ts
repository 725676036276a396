import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

/** A full-screen program that says what it was given, and ends with a line. */
const EDITOR = String.raw`
printf '\033[?1049h\033[H%s has %s lines' "$1" "$(wc -l < "$2" | tr -d ' ')"
read line
printf '\033[?1049l'
`;

it('opens a whole past in the editor, over the pane, and leaves nothing of it', async () => {
  await using app = await wtmux({
    files: { 'edit.sh': EDITOR },
    env: { EDITOR: 'sh edit.sh "a file"' },
  });
  await app.run('new', 'writer', '--', 'sh', '-c', 'seq 1 300; exec cat');
  const opened = app.open(['attach', 'writer'], { columns: 120, rows: 30 });
  await opened.shows('300');
  opened.type('{ctrl+space}E');
  await opened.shows('a file has 300 lines');
  await opened.hides('1 writer ');
  opened.type('{enter}');
  await opened.hides('a file has');
  await opened.shows('300');
  opened.type('good day{enter}');
  await opened.shows(/good day\s[^]*good day/);
  await expect.poll(() => pastsIn(app.repo.outside)).toEqual([]);
});

async function pastsIn(outside: string): Promise<readonly string[]> {
  const names = await readdir(join(outside, 'state'), { recursive: true });
  return names.filter((name) => name.endsWith('.txt'));
}
