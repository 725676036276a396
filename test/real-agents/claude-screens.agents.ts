/** What Claude Code shows, and what its file's rules take it for. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { agentState } from '../../src/agents/agent-state.js';
import { claudeScreens, SCREEN_SIZE } from '../agents/recorded-screens.js';
import { shipped } from '../agents/shipped.js';
import { aRepo } from '../helpers/repo.js';
import { Terminal } from '../helpers/terminal.js';
import { claudeEnv, makeHome } from './claude.js';
import { aModel, type Block, type Script } from './model-server.js';
import { record } from './scenes.js';
import { call, say } from './scripts.js';
import { installed } from './programs.js';

// Its program may be hundreds of megabytes away.
beforeAll(() => installed('claude'));

type Scene = {
  readonly script: Script;
  /** Whether it was asked before whether it may work in its folder. */
  readonly trusted?: boolean;
  /** Arguments before the prompt. */
  readonly args?: readonly string[];
  readonly prompt?: string;
  /** Typed, each once the screen shows what stands before it. */
  readonly keys?: readonly (readonly [shown: RegExp, keys: string])[];
  readonly shows: RegExp;
};

const AT_WORK = /^[*·✢✳✶✻✽] \S+…/m;
const AT_REST = /^[*·✢✳✶✻✽] \S+ for \d+s\n[\s\S]*^❯\s*$/m;
const ASKING = ['--permission-mode', 'default'];
const PLANNING = ['--permission-mode', 'plan'];

const forever: Script = () => new Promise(() => {});
const hello: Script = () => [say('Hello.')];

function once(block: Block): Script {
  return ({ calls }) => (calls.length === 0 ? [block] : [say('Done.')]);
}

function failing(status: number, error: string): Script {
  return () => ({ status, error });
}

const QUESTION = {
  question: 'Which colour?',
  header: 'Colour',
  multiSelect: false,
  options: [
    { label: 'Red', description: 'Warm' },
    { label: 'Blue', description: 'Cold' },
  ],
};
const QUOTED_MENU = 'Do you want to proceed?\n❯ 1. Yes\n  2. No\n\nEsc to cancel';
const QUOTED_BUSY = 'It says "esc to interrupt" and\n✻ Cogitating… (12s · ↓ 1k tokens)';

const scenes: Readonly<Record<keyof typeof claudeScreens, Scene>> = {
  trust: { script: forever, trusted: false, shows: /trust this folder/ },
  bypass: {
    script: forever,
    args: ['--permission-mode', 'bypassPermissions'],
    shows: /Yes, I accept/,
  },
  busy: { script: forever, shows: AT_WORK },
  tool: {
    script: once(call('Bash', { command: 'sleep 60', description: 'Wait' })),
    args: [...ASKING, '--allowedTools=Bash'],
    shows: /Running…[\s\S]*ctrl\+b/,
  },
  overloaded: { script: failing(529, 'overloaded_error'), shows: /Retrying in/ },
  unavailable: { script: failing(400, 'invalid_request_error'), shows: AT_REST },
  unauthorised: { script: failing(401, 'authentication_error'), shows: AT_REST },
  idle: { script: hello, shows: AT_REST },
  typed: { script: hello, keys: [[AT_REST, 'half a line']], shows: /^❯\shalf a line/m },
  interrupted: {
    script: forever,
    keys: [[AT_WORK, '{escape}']],
    shows: /^─+\n❯\sSay hello\./m,
  },
  'interrupted-tool': {
    script: once(call('Bash', { command: 'sleep 60', description: 'Wait' })),
    args: [...ASKING, '--allowedTools=Bash'],
    keys: [[/Running…[\s\S]*ctrl\+b/, '{escape}']],
    shows: /What should Claude do instead/,
  },
  // What it was told comes back to its prompt.
  'interrupted-long': {
    script: forever,
    prompt: 'Say hello.\n'.repeat(12),
    keys: [[AT_WORK, '{escape}']],
    shows: /^─+\n❯\sSay hello\./m,
  },
  transcript: {
    script: hello,
    keys: [[AT_REST, '\u000f']],
    shows: /Showing detailed transcript/,
  },
  plan: {
    script: once(call('ExitPlanMode', { plan: '# Plan\n\n1. Say hello' })),
    args: PLANNING,
    shows: /❯ 1\. Yes/,
  },
  question: {
    script: once(call('AskUserQuestion', { questions: [QUESTION] })),
    shows: /❯ 1\. Red/,
  },
  'permission-write': {
    script: once(call('Write', { file_path: 'hello.txt', content: 'hello\n' })),
    shows: /❯ 1\. Yes/,
  },
  'permission-edit': {
    script: ({ calls }) => {
      const name = calls.length === 0 ? 'Read' : 'Edit';
      const file_path = 'README.md';
      const edit = { file_path, old_string: '# project', new_string: '# Project' };
      return [call(name, name === 'Read' ? { file_path } : edit)];
    },
    shows: /make this edit[\s\S]*❯ 1\. Yes/,
  },
  'permission-bash': {
    script: once(call('Bash', { command: 'touch hello', description: 'Touch' })),
    shows: /❯ 1\. Yes/,
  },
  'model-picker': {
    script: hello,
    keys: [
      [AT_REST, '/model'],
      [/^❯\s\/model/m, '{enter}'],
    ],
    shows: /Enter to set as default/,
  },
  'quoted-menu': { script: () => [say(QUOTED_MENU)], shows: AT_REST },
  'quoted-busy': { script: () => [say(QUOTED_BUSY)], shows: AT_REST },
};

it.each(Object.entries(scenes))('%s', async (name, scene) => {
  const { script, trusted = true, args = ASKING, keys = [], shows } = scene;
  const { prompt = 'Say hello.' } = scene;
  await using repo = await aRepo();
  await using model = await aModel(script);
  const home = join(repo.outside, 'home');
  await makeHome(home, trusted ? [repo.folder] : []);
  await writeFile(join(repo.folder, 'README.md'), '# project\n');
  using terminal = new Terminal({
    command: ['claude', ...args, prompt],
    cwd: repo.folder,
    env: {
      ...(await claudeEnv(model)),
      HOME: home,
      LANG: 'C.UTF-8',
      // It refuses to go without permissions as root elsewhere.
      IS_SANDBOX: '1',
      ...(name === 'unauthorised' ? { CLAUDE_CODE_MAX_RETRIES: '0' } : {}),
    },
    size: SCREEN_SIZE,
  });
  for (const [shown, typed] of keys) {
    await terminal.shows(shown);
    terminal.type(typed);
  }
  await terminal.shows(shows);
  await record(`claude/${name}`, terminal);
  const state = () => {
    const { title } = terminal;
    const lines = terminal.screen().split('\n');
    const { doing, detail } = agentState(shipped('claude'), {
      title,
      lines,
      quiet: true,
    });
    return { doing, detail };
  };
  const expected: Readonly<Record<string, unknown>> = claudeScreens;
  await expect.poll(state).toEqual(expected[name]);
  await record(`claude/${name}`, terminal);
});
