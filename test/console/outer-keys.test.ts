/** What is asked of the terminal in front about keys, in bytes. */
import { describe, expect, it } from 'vitest';
import { OuterKeys } from '../../src/console/outer-keys.js';

const plain = { flags: 5, level: 1 } as const;
const all = { flags: 31, level: 2 } as const;

describe('the keys of the terminal in front', () => {
  it('are asked for by the kitty protocol as far as a program needs them', () => {
    const { keys, written } = theKeys();
    keys.ask('kitty');
    for (const wish of [plain, all, all, plain]) keys.tune(wish);
    expect(written()).toBe('␛[>5u␛[=31;1u␛[=5;1u');
    expect(visible(keys.leave)).toBe('␛[<u');
  });

  it('are all told by xterm only while a program needs them', () => {
    const { keys, written } = theKeys();
    keys.ask('modifyOtherKeys');
    for (const wish of [plain, all, all, plain]) keys.tune(wish);
    expect(written()).toBe('␛[>4;1m␛[>4;2m␛[>4;1m');
    expect(visible(keys.leave)).toBe('␛[>4m');
  });

  it('are let be as long as nothing was asked', () => {
    const { keys, written } = theKeys();
    keys.tune(all);
    expect([written(), keys.leave]).toEqual(['', '']);
  });

  it('have Alt told as such where it makes other letters, and no longer than that', () => {
    const { keys, written } = theKeys();
    keys.ask('modifyOtherKeys');
    keys.askAlt();
    expect(written()).toBe('␛[>4;1m␛[?1036h');
    expect(visible(keys.leave)).toBe('␛[>4m␛[?1036l');
  });

  it('are asked for again as they were', () => {
    const { keys, written } = theKeys();
    keys.ask('modifyOtherKeys');
    keys.askAlt();
    keys.tune(all);
    const before = written().length;
    keys.again();
    expect(written().slice(before)).toBe('␛[>4;1m␛[>4;2m␛[?1036h');
  });
});

function theKeys() {
  let out = '';
  const keys = new OuterKeys((bytes) => (out += bytes));
  return { keys, written: () => visible(out) };
}

function visible(bytes: string): string {
  return bytes.replaceAll('\x1b', '␛');
}
