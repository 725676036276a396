import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

it('counts the problems of layouts in the bar, and shows them when the person leaves', async () => {
  await using app = await wtmux();
  const folder = join(app.repo.outside, 'config', 'wtmux', 'layouts');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'one.yaml'), 'title: One\nroot: { fill: rows }\n');
  await writeFile(join(folder, 'two.yaml'), 'root: { pane: next }\n');
  await app.run('new', 'cat', '--', 'cat');

  const opened = app.open(['attach', 'cat'], { columns: 160, rows: 30 });
  await opened.shows('2 problems in your layouts, shown when you detach');
  opened.type('{ctrl+space}d');
  expect((await opened.ended()).code).toBe(0);
  await opened.shows(
    'one.yaml:2:15: root.fill: expected grid, row or column, not "rows"',
  );
  await opened.shows('two.yaml:1:1: title: expected a title of 1 to 40 characters');
});
