import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agentState } from '../../src/agents/agent-state.js';
import { isPromptEmpty } from '../../src/agents/prompt-line.js';
import { Emulator } from '../../src/screen/emulator.js';
import {
  claudeScreens,
  claudeScreensBefore,
  codexScreens,
  geminiScreens,
  opencodeScreens,
  sizeOf,
  type Meaning,
} from './recorded-screens.js';
import { shipped } from './shipped.js';

const folder = join(import.meta.dirname, '../fixtures/screens');

/** Its screens were others then, and many have it still. */
const BEFORE = 'claude-2.1.197';

type Text = { readonly lines: readonly string[]; readonly title: string };

/** A screen that the real program wrote. */
function screenOf(agent: string, name: string): Text {
  using emulator = new Emulator({ size: sizeOf(name), scrollback: 100 });
  emulator.write(readFileSync(join(folder, agent, `${name}.ansi`)));
  return { lines: emulator.text({ scrollback: false }), title: emulator.title };
}

function meaningOf(agent: string, name: string, version = agent): Meaning {
  const { lines, title } = screenOf(version, name);
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

describe.each([
  [
    'claude',
    ['idle', 'busy', 'queued', 'limited', 'background-agent', 'background-shell'],
    [
      'typed',
      'trust',
      'permission-unnumbered',
      'questions',
      'help',
      'settings',
      'status',
    ],
  ],
  [
    'codex',
    ['idle', 'transcript', 'quoted-menu'],
    ['loading', 'typed', 'browsing', 'warnings', 'command-center'],
  ],
  ['gemini', ['idle', 'interrupted', 'quoted-menu'], ['typed', 'login-key', 'start']],
  [
    'opencode',
    ['start', 'idle', 'quoted', 'after-error', 'wide-idle'],
    ['typed', 'permission', 'question', 'model-picker'],
  ],
])('%s takes a line where it shows an empty prompt', (agent, taking, others) => {
  it.each([...taking, ...others])('%s', (name) => {
    const { lines } = screenOf(agent, name);
    const { emptyPrompt } = shipped(agent);
    expect(isPromptEmpty(lines, emptyPrompt)).toBe(taking.includes(name));
  });
});

it.each(readdirSync(join(folder, BEFORE)).map((file) => file.replace('.ansi', '')))(
  'a screen of Claude Code before it was rewritten: %s',
  (name) => {
    const expected: Readonly<Record<string, Meaning>> = {
      ...claudeScreens,
      ...claudeScreensBefore,
    };
    expect(meaningOf('claude', name, BEFORE)).toEqual(expected[name]);
  },
);
