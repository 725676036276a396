import { describe, expect, it } from 'vitest';
import { chordsOf } from '../../src/console/chord.js';
import { InputDecoder } from '../../src/console/input-decoder.js';
import {
  barOf,
  defaultKeymap,
  intentOf,
  keymap,
  keyOf,
} from '../../src/console/keymap.js';
import { rebound } from '../../src/console/rebind.js';

it('finds nothing wrong with the keys as they are shipped, which are not judged at each start', () => {
  const zoom = keymap.find(({ name }) => name === 'zoom')?.keys.join(' ') ?? '';
  const judged = usable({ zoom });
  expect(judged).toEqual(defaultKeymap);
  expect(judged).not.toBe(defaultKeymap);
  expect(usable({})).toBe(defaultKeymap);
});

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

  it('are found however a terminal and a person say them', () => {
    const keymap = usable({ zoom: 'alt+A ctrl+Z', stop: 'ctrl+? alt+shift+1 super+k' });
    const commands = (bytes: string) =>
      new InputDecoder()
        .push(Buffer.from(bytes))
        .map((input) =>
          input.type === 'key'
            ? intentOf(keymap, 'prefix', ...chordsOf(input.key))?.type
            : undefined,
        );
    expect(commands('\x1bA\x1b[97:65;4u\x1b[27;4;65~\x1a\x1b[1103::122;5u')).toEqual(
      Array(5).fill('zoom'),
    );
    expect(commands('\x1b[47:63;6u\x1b[27;6;63~\x1b[49:33;4u\x1b[107;9u')).toEqual(
      Array(4).fill('stop'),
    );
  });

  it('can be none', () => {
    const keymap = usable({ merge: 'none' });
    expect(intentOf(keymap, 'prefix', 'm')).toBeUndefined();
    expect(barOf(keymap, 'prefix').map(({ word }) => word)).not.toContain('merge');
  });

  it.each([
    [{ zom: 'z' }, ['zom: there is no such command; did you mean `zoom`?']],
    [{ fullscreen: 'z' }, ['fullscreen: there is no such command; docs/keys.md has all']],
    [
      { zoom: 'x' },
      ['zoom: `x` is both `stop` and `zoom`; give one of them another key'],
    ],
    [
      { copy: 'v' },
      ['copy: `v` is both `select` and `copy`; give one of them another key'],
    ],
    [
      { zoom: 'hype+k' },
      ['zoom: `hype+k` is no key; write it as ctrl+k, alt+k, A, f5 or pageup'],
    ],
    [
      { prefix: 'a' },
      ['prefix: `a` could then no longer be typed; take one with ctrl or alt'],
    ],
    [
      { zoom: 'Ctrl+I', prefix: 'ctrl+[' },
      [
        'prefix: `ctrl+[` is the key `escape` in most terminals; take another',
        'zoom: `ctrl+i` is the key `tab` in most terminals; take another',
      ],
    ],
    [{ prefix: 'none' }, ['prefix: it needs a key']],
    [{ detach: 'none' }, ['detach: it needs a key']],
    [
      { 'leave-scroll': 'none', close: '', 'cancel-text': 'none', 'leave-lost': 'none' },
      [
        'leave-scroll: it needs a key',
        'leave-lost: it needs a key',
        'close: it needs a key',
        'cancel-text: it needs a key',
      ],
    ],
    [
      { zom: 'z', stop: 'hype+k shift+a', hide: 'S' },
      [
        'zom: there is no such command; did you mean `zoom`?',
        'stop: `hype+k` is no key; write it as ctrl+k, alt+k, A, f5 or pageup',
        'stop: `shift+a` is no key; write it as ctrl+k, alt+k, A, f5 or pageup',
        'hide: `S` is both `hide` and `show-all`; give one of them another key',
      ],
    ],
  ])('%j cannot be: %s', (keys, lines) => {
    const read = rebound(keys);
    const told = read.ok
      ? []
      : read.failure.map(({ command, why }) => `${command}: ${why}`);
    expect(told).toEqual(lines);
  });

  it('may exchange two', () => {
    const keymap = usable({ zoom: 'x', stop: 'z' });
    expect(intentOf(keymap, 'prefix', 'x')).toEqual({ type: 'zoom' });
  });
});

function usable(keys: Readonly<Record<string, string>>) {
  const keymap = rebound(keys);
  if (!keymap.ok) throw new Error(JSON.stringify(keymap.failure));
  return keymap.value;
}
