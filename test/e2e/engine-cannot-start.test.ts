import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

it('gives the terminal back and says why, where its engine cannot start', async () => {
  await using app = await wtmux();
  await mkdir(join(app.repo.folder, '.git/wtmux/journal.jsonl'), { recursive: true });
  const opened = app.open([]);
  expect(await opened.ended()).toMatchObject({ code: 1 });
  await opened.shows(
    /^wtmux: The engine ended with 1 [^]*EISDIR[^]*; see [^]*engine\.log/m,
  );
  expect(opened.screen()).not.toMatch(/^ SIDEBAR /m);
});
