import { describe, expect, it } from 'vitest';
import { barOf, intentOf, keyOf } from '../../src/console/keymap.js';
import { rebound } from '../../src/console/rebind.js';

describe("the user's own keys", () => {
  it('stand in place of the command’s keys, and are shown', () => {
    const keymap = usable({ zoom: 'F ctrl+z', prefix: 'Ctrl+b' });
    expect(intentOf(keymap, 'prefix', 'F')).toEqual({ type: 'zoom' });
    expect(intentOf(keymap, 'sidebar', 'ctrl+z')).toEqual({ type: 'zoom' });
    expect(intentOf(keymap, 'prefix', 'z')).toBeUndefined();
    expect(barOf(keymap, 'prefix')).toContainEqual({ key: 'F', word: 'zoom' });
    expect(keyOf(keymap, 'prefix')).toBe('Ctrl+b');
  });

  it('give a prefix that goes to the agent when it is pressed twice', () => {
    const keymap = usable({ prefix: 'ctrl+b' });
    expect(intentOf(keymap, 'pane', 'ctrl+b')).toEqual({ type: 'prefix' });
    expect(intentOf(keymap, 'prefix', 'ctrl+b')).toEqual({ type: 'sendPrefix' });
    expect(intentOf(keymap, 'pane', 'ctrl+space')).toBeUndefined();
  });

  it('can be none', () => {
    const keymap = usable({ merge: 'none' });
    expect(intentOf(keymap, 'prefix', 'm')).toBeUndefined();
    expect(barOf(keymap, 'prefix').map(({ word }) => word)).not.toContain('merge');
  });

  it.each([
    [{ zom: 'z' }, 'there is no command `zom`; did you mean `zoom`?'],
    [{ fullscreen: 'z' }, 'there is no command `fullscreen`; docs/keys.md has all'],
    [{ zoom: 'x' }, '`x` is both `stop` and `zoom`; give one of them another key'],
    [{ copy: 'v' }, '`v` is both `select` and `copy`; give one of them another key'],
    [
      { zoom: 'hyper+k' },
      '`hyper+k` for `zoom` is no key; write it as ctrl+k, alt+k, A, f5 or pageup',
    ],
    [
      { prefix: 'a' },
      '`a` for `prefix` could then no longer be typed; take one with ctrl or alt',
    ],
    [{ prefix: 'none' }, '`prefix` needs a key'],
  ])('%j cannot be: %s', (keys, why) => {
    expect(rebound(keys)).toEqual({ ok: false, failure: { why: `keys: ${why}` } });
  });

  it('may exchange two', () => {
    const keymap = usable({ zoom: 'x', stop: 'z' });
    expect(intentOf(keymap, 'prefix', 'x')).toEqual({ type: 'zoom' });
  });
});

function usable(keys: Readonly<Record<string, string>>) {
  const keymap = rebound(keys);
  if (!keymap.ok) throw new Error(keymap.failure.why);
  return keymap.value;
}
