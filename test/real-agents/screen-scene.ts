/** Has a real agent show a screen, and compares what its file's rules take it for. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { agentState } from '../../src/agents/agent-state.js';
import type { Meaning } from '../agents/recorded-screens.js';
import { shipped } from '../agents/shipped.js';
import type { Terminal } from '../helpers/terminal.js';
import type { Script } from './model-server.js';
import type { AgentProgram } from './programs.js';
import { record } from './scenes.js';

export type Scene = {
  readonly script: Script;
  /** Whether it was asked before whether it may work in its folder. */
  readonly trusted?: boolean;
  /** Arguments before the prompt. */
  readonly args?: readonly string[];
  /** Empty for none. */
  readonly prompt?: string;
  /** Typed, each once the screen shows what stands before it. */
  readonly keys?: readonly (readonly [shown: RegExp, keys: string])[];
  readonly shows: RegExp;
  /** It is stopped where it shows that, which it does for a moment only. */
  readonly held?: boolean;
};

export type Played = {
  readonly agent: AgentProgram;
  readonly name: string;
  readonly scene: Omit<Scene, 'script'>;
  readonly terminal: Terminal;
};

/**
 * A person takes as long. Agents take keys that come within some 100 ms for a paste, and
 * let go of those that come as soon as a dialog does.
 */
const PAUSE_MS = 600;

/** Some load for a minute and more on a busy machine. */
const LOADING_MS = 180_000;

/** Gives what the rules say of what it shows then. */
export async function play({
  agent,
  name,
  scene,
  terminal,
}: Played): Promise<() => Meaning> {
  for (const [shown, typed] of scene.keys ?? []) {
    await showing(terminal, shown);
    await sleep(PAUSE_MS);
    terminal.type(typed);
  }
  await showing(terminal, scene.shows);
  if (scene.held) process.kill(-terminal.pid, 'SIGSTOP');
  await record(`${agent}/${name}`, terminal);
  const state = () => {
    const { title } = terminal;
    const lines = terminal.screen().split('\n');
    const { doing, detail } = agentState(shipped(agent), { title, lines, quiet: true });
    return { doing, detail };
  };
  return state;
}

async function showing(terminal: Terminal, shown: RegExp): Promise<void> {
  await expect.poll(() => terminal.screen(), { timeout: LOADING_MS }).toMatch(shown);
}
