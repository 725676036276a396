import { expect, it } from 'vitest';
import { HookConsent } from '../../src/config/hook-consent.js';
import { aFolder } from '../helpers/folder.js';

it('remembers the last answer to exactly what was asked', async () => {
  await using folder = await aFolder();
  const consent = new HookConsent(folder.path);
  expect(await consent.answerTo('a')).toBeUndefined();
  await consent.remember('a', 'yes');
  await consent.remember('b', 'no');
  const again = new HookConsent(folder.path);
  expect(await again.answerTo('a')).toBe('yes');
  expect(await again.answerTo('b')).toBe('no');
  expect(await again.answerTo('a, changed')).toBeUndefined();
  await again.remember('a', 'no');
  expect(await consent.answerTo('a')).toBe('no');
});
