import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agentState } from '../../src/agents/agent-state.js';
import { Emulator } from '../../src/screen/emulator.js';
import {
  claudeScreens,
  codexScreens,
  geminiScreens,
  opencodeScreens,
  SCREEN_SIZE,
  type Meaning,
} from './recorded-screens.js';
import { shipped } from './shipped.js';

const folder = join(import.meta.dirname, '../fixtures/screens');

/** What the rules say of a screen that the real program wrote. */
function meaningOf(agent: string, name: string): Meaning {
  using emulator = new Emulator({ size: SCREEN_SIZE, scrollback: 100 });
  emulator.write(readFileSync(join(folder, agent, `${name}.ansi`)));
  const lines = emulator.text({ scrollback: false });
  const { title } = emulator;
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
