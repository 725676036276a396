import { describe, expect, it } from 'vitest';
import { repairMojibake } from '../../../src/formats/import/mojibake.js';

const garbled = (text: string, ...encodings: readonly string[]) =>
  encodings.reduce(
    (wrong, encoding) => new TextDecoder(encoding).decode(Buffer.from(wrong)),
    text,
  );
const latin1 = (text: string) => Buffer.from(text).toString('latin1');

describe('repairMojibake', () => {
  it.each([
    ['read as Windows-1252', garbled('✅ done → “main”', 'windows-1252')],
    ['read as MacRoman', garbled('✅ done → “main”', 'macintosh')],
    ['read as Latin-1', latin1('✅ done → “main”')],
    ['read as Windows-1252 by what knows it', 'âœ… done â†’ â€œmainâ€\u009d'],
    ['gone wrong twice', garbled('✅ done → “main”', 'windows-1252', 'windows-1252')],
  ])('puts right what was %s', (_how, text) => {
    expect(repairMojibake(text).text).toBe('✅ done → “main”');
  });

  it.each([
    '✅ done',
    'Grüße, señor Ångström',
    '日本語',
    'naïve café — “quoted”',
    '\u{fffd}',
  ])('leaves %s as it is', (text) => {
    expect(repairMojibake(text)).toEqual({ text, repaired: 0 });
  });

  it('leaves a right word beside a garbled one', () => {
    expect(repairMojibake(`Ångström ${garbled('✅', 'macintosh')}`).text).toBe(
      'Ångström ✅',
    );
  });
});
