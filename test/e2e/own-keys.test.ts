import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

it('works by the keys of the settings, and says which cannot be', async () => {
  await using app = await wtmux();
  const folder = join(app.repo.outside, 'config', 'wtmux');
  const settings = join(folder, 'config.yaml');
  await mkdir(folder, { recursive: true });
  await app.run('new', 'cat', '--', 'cat');

  await writeFile(settings, 'keys: { prefix: ctrl+b, detach: e }\n');
  const opened = app.open(['attach', 'cat'], { columns: 120, rows: 30 });
  await opened.shows('Ctrl+b e detach');
  opened.type('{ctrl+b}e');
  expect((await opened.ended()).code).toBe(0);

  await writeFile(settings, 'keys:\n  zoom: x\n  zom: z\n');
  const refused = app.open(['attach', 'cat'], { columns: 160, rows: 30 });
  expect((await refused.ended()).code).toBe(2);
  await refused.shows('config.yaml:2:9: keys.zoom: `x` is both `stop` and `zoom`');
  await refused.shows('config.yaml:3:8: keys.zom: there is no such command');
});
