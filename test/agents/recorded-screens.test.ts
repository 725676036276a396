import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agentState } from '../../src/agents/agent-state.js';
import { isPromptEmpty } from '../../src/agents/prompt-line.js';
import { Emulator } from '../../src/screen/emulator.js';
import {
  claudeScreens,
  codexScreens,
  geminiScreens,
  opencodeScreens,
  sizeOf,
  type Meaning,
} from './recorded-screens.js';
import { shipped } from './shipped.js';

const folder = join(import.meta.dirname, '../fixtures/screens');

type Text = { readonly lines: readonly string[]; readonly title: string };

/** A screen that the real program wrote. */
function screenOf(agent: string, name: string): Text {
  using emulator = new Emulator({ size: sizeOf(name), scrollback: 100 });
  emulator.write(readFileSync(join(folder, agent, `${name}.ansi`)));
  return { lines: emulator.text({ scrollback: false }), title: emulator.title };
}

function meaningOf(agent: string, name: string): Meaning {
  const { lines, title } = screenOf(agent, name);
  const { doing, detail } = agentState(shipped(agent), { title, lines, quiet: true });
  return { doing, detail };
}

describe.each([
  ['claude', claudeScreens],
  ['codex', codexScreens],
  ['gemini', geminiScreens],
  ['opencode', opencodeScreens],
])('a screen of %s', (agent, screens: Readonly<Record<string, Meaning>>) => {
  it.each(Object.entries(screens))('%s', (name, meaning) => {
    expect(meaningOf(agent, name)).toEqual(meaning);
  });

  it('is expected to mean something, whichever was recorded', () => {
    const names = Object.keys(screens).map((name) => `${name}.ansi`);
    expect(readdirSync(join(folder, agent)).toSorted()).toEqual(names.toSorted());
  });
});

it.each([
  ['start', true],
  ['idle', true],
  ['quoted', true],
  ['after-error', true],
  ['wide-idle', true],
  ['typed', false],
  ['permission', false],
  ['question', false],
  ['model-picker', false],
])('opencode takes a line where it shows an empty prompt: %s', (name, takes) => {
  const { lines } = screenOf('opencode', name);
  expect(isPromptEmpty(lines, shipped('opencode').emptyPrompt)).toBe(takes);
});
