import { describe, expect, it } from 'vitest';
import {
  barOf,
  defaultKeymap,
  intentOf,
  keymap,
  modes,
} from '../../src/console/keymap.js';

describe('the keymap', () => {
  it.each(modes)('binds no key twice in %s', (mode) => {
    const keys = keymap
      .filter((binding) => binding.modes.includes(mode))
      .flatMap((binding) => binding.keys);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it.each(modes)('has a way out of %s', (mode) => {
    const ways = ['escape', 'ctrl+space'].map(
      (key) => intentOf(defaultKeymap, mode, key)?.type,
    );
    expect(
      ways.some((type) => type === 'cancel' || type === 'prefix' || type === 'past'),
    ).toBe(true);
  });

  it('takes nothing of what is typed to an agent but the prefix and Alt with a digit', () => {
    const taken = keymap
      .filter((binding) => binding.modes.includes('pane'))
      .flatMap(({ keys }) => keys);
    expect(taken.join(' ')).toBe(
      'ctrl+space alt+1 alt+2 alt+3 alt+4 alt+5 alt+6 alt+7 alt+8 alt+9',
    );
  });

  it('says the keys that a newcomer needs in the bar of the sidebar', () => {
    const words = barOf(defaultKeymap, 'sidebar').map(
      ({ key, word }) => `${key} ${word}`,
    );
    expect(words.join(', ')).toBe(
      '↓ select, Enter open, a approve, m merge, R restart, z zoom, Space layout, } page, ? help, d detach',
    );
  });
});
