import { expect, it } from 'vitest';
import { Consent } from '../../src/config/consent.js';
import { aFolder } from '../helpers/folder.js';

it('covers exactly the commands that were agreed to', async () => {
  await using folder = await aFolder();
  await new Consent(folder.path).give(['npm test', 'npm run lint']);
  const later = new Consent(folder.path);
  expect(await later.covers(['npm run lint'])).toBe(true);
  expect(await later.covers(['npm test', 'npm run lint'])).toBe(true);
  expect(await later.covers(['npm test; rm -rf /'])).toBe(false);
});

it('needs none where a plan brings no commands', async () => {
  await using folder = await aFolder();
  expect(await new Consent(folder.path).covers([])).toBe(true);
});
