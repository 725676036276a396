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
import { call, failing, forever, hangingUp, say } from './scripts.js';
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
  /** Added to its environment; an empty key is none. */
  readonly env?: Readonly<Record<string, string>>;
  /** Typed, each once the screen shows what stands before it. */
  readonly keys?: readonly (readonly [shown: RegExp, keys: string])[];
  readonly shows: RegExp;
};

const AT_WORK = /^[*·✢✳✶✻✽] \S+…/m;
const AT_REST = /^[*·✢✳✶✻✽] \S+ for \d+s\n[\s\S]*^❯\s*$/m;
const LOGGED_OUT = /Please run \/login[\s\S]*^❯\s*$/m;
/** Nothing is tried again. */
const AT_ONCE = { CLAUDE_CODE_MAX_RETRIES: '0' };
const ASKING = ['--permission-mode', 'default'];
const PLANNING = ['--permission-mode', 'plan'];

const hello: Script = () => [say('Hello.')];

function once(block: Block): Script {
  return ({ calls }) => (calls.length === 0 ? [block] : [say('Done.')]);
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
  unauthorised: {
    script: failing(401, 'authentication_error'),
    env: AT_ONCE,
    shows: AT_REST,
  },
  limited: { script: failing(429, 'rate_limit_error'), env: AT_ONCE, shows: AT_REST },
  'cut-off': { script: hangingUp, env: AT_ONCE, shows: AT_REST },
  'logged-out': { script: hello, env: { ANTHROPIC_API_KEY: '' }, shows: LOGGED_OUT },
  login: {
    script: hello,
    env: { ANTHROPIC_API_KEY: '' },
    keys: [
      [LOGGED_OUT, '/login'],
      [/^❯\s\/login/m, '{enter}'],
    ],
    shows: /❯ 1\. Claude account/,
  },
  'api-key': {
    script: hello,
    env: { ANTHROPIC_API_KEY: 'sk-ant-none-another-0123456789abcdefgh' },
    shows: /❯ 2\. No/,
  },
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
  const { prompt = 'Say hello.', env = {} } = scene;
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
      ...env,
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
