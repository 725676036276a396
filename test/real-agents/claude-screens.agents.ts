/** What Claude Code shows, and what its file's rules take it for. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { agentState } from '../../src/agents/agent-state.js';
import { claudeScreens, SCREEN_SIZE } from '../agents/recorded-screens.js';
import { shipped } from '../agents/shipped.js';
import { aRepo } from '../helpers/repo.js';
import { Terminal } from '../helpers/terminal.js';
import { claudeEnv, makeHome, planning } from './claude.js';
import { aModel, type Block, type Script } from './model-server.js';
import { endingAll, record } from './scenes.js';
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
const AT_REST =
  /^([*·✢✳✶✻✽] \S+ for \d+s( · .*)?|● (API Error|Please run).*)\n[\s\S]*^❯\s*((Once|Resend) .*)?$/m;
const LOGGED_OUT = /Please run \/login[\s\S]*^❯\s*(Once .*)?$/m;
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
const SEVERAL = {
  ...QUESTION,
  question: 'Which of these?',
  header: 'These',
  multiSelect: true,
};
const TAIL = 'tail -f /dev/null';

function asking(...questions: readonly object[]): Script {
  return once(call('AskUserQuestion', { questions }));
}

const delegates = once(
  call('Agent', {
    description: 'Look',
    prompt: 'Look closer.',
    subagent_type: 'general-purpose',
  }),
);
const touches = once(call('Bash', { command: 'touch hello', description: 'Touch' }));

/** A command of its own, at rest. */
const typing = (command: string): NonNullable<Scene['keys']> => [
  [AT_REST, command],
  [new RegExp(`^❯\\s${command}`, 'm'), '{enter}'],
];

const QUOTED_MENU = 'Do you want to proceed?\n❯ 1. Yes\n  2. No\n\nEsc to cancel';
const QUOTED_PANEL = `${'▔'.repeat(90)}\n  Settings  Status   Config\n\n  ←/→ to switch · Esc to close`;
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
    script: once(call('Bash', { command: TAIL, description: 'Wait' })),
    args: [...ASKING, '--allowedTools=Bash'],
    shows: /\$ tail -f[\s\S]*ctrl\+b/,
  },
  overloaded: { script: failing(529, 'overloaded_error'), shows: /retrying in/ },
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
    shows: /❯ (2\. )?No/,
  },
  idle: { script: hello, shows: AT_REST },
  typed: { script: hello, keys: [[AT_REST, 'half a line']], shows: /^❯\shalf a line/m },
  interrupted: {
    script: forever,
    keys: [[AT_WORK, '{escape}']],
    shows: /^─+\n❯\sSay hello\./m,
  },
  'interrupted-tool': {
    script: once(call('Bash', { command: TAIL, description: 'Wait' })),
    args: [...ASKING, '--allowedTools=Bash'],
    keys: [[/\$ tail -f[\s\S]*ctrl\+b/, '{escape}']],
    shows: /What should Claude do instead/,
  },
  // What it was told comes back to its prompt.
  'interrupted-long': {
    script: forever,
    prompt: 'Say hello.\n'.repeat(12),
    keys: [[AT_WORK, '{escape}']],
    shows: /^─+( ↑ \d+ more ─+)?\n(❯|\s)\sSay hello\./m,
  },
  transcript: {
    script: hello,
    keys: [[AT_REST, '\u000f']],
    shows: /Showing detailed transcript/,
  },
  plan: {
    script: (said) => planning(said, '# Plan\n\n1. Say hello'),
    args: PLANNING,
    shows: /❯ 1\. Yes/,
  },
  'plan-untold': {
    script: once(call('ExitPlanMode', {})),
    args: PLANNING,
    shows: /❯ 1\. Yes/,
  },
  question: { script: asking(QUESTION), shows: /❯ 1\. Red/ },
  'question-multi': { script: asking(SEVERAL), shows: /❯ 1\. \[ \] Red/ },
  questions: { script: asking(QUESTION, SEVERAL), shows: /❯ 1\. Red/ },
  'questions-review': {
    script: asking(QUESTION, SEVERAL),
    keys: [
      [/❯ 1\. Red/, '2'],
      [/❯ 1\. \[ \] Red/, '2'],
      [/2\. \[✔\] Blue/, '{tab}'],
    ],
    shows: /❯ 1\. Submit answers/,
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
  // Commands while it plans are asked for in a menu without numbers, and no hook tells.
  'permission-unnumbered': {
    script: once(call('Bash', { command: 'touch hello', description: 'Touch' })),
    args: PLANNING,
    shows: /❯ No/,
  },
  'permission-of-subagent': {
    script: (said) =>
      said.said.includes('Look closer') ? touches(said) : delegates(said),
    shows: /from the [\s\S]*❯ 1\. Yes/,
  },
  'background-agent': {
    script: (said) =>
      said.said.includes('Look closer') ? forever(said) : delegates(said),
    shows: /Waiting for 1 background agent[\s\S]*^❯\s*$/m,
  },
  'background-shell': {
    script: once(
      call('Bash', { command: TAIL, description: 'Wait', run_in_background: true }),
    ),
    args: [...ASKING, '--allowedTools=Bash'],
    shows: /1 shell still running[\s\S]*^❯\s*$/m,
  },
  compacting: {
    script: (said) =>
      /detailed summary/.test(said.said) ? forever(said) : [say('Hello.')],
    keys: typing('/compact'),
    shows: /Compacting conversation…/,
  },
  queued: {
    script: forever,
    keys: [
      [AT_WORK, 'one more'],
      [/^❯\sone more/m, '{enter}'],
    ],
    shows: /^❯\sone more[\s\S]*^─+\n❯/m,
  },
  help: { script: hello, keys: typing('/help'), shows: /Esc to close/ },
  settings: { script: hello, keys: typing('/config'), shows: /Search settings/ },
  status: { script: hello, keys: typing('/status'), shows: /Session ID:/ },
  usage: { script: hello, keys: typing('/usage'), shows: /Total cost|Estimated cost/ },
  resume: { script: hello, keys: typing('/resume'), shows: /Esc to close/ },
  permissions: { script: hello, keys: typing('/permissions'), shows: /Esc to close/ },
  memory: { script: hello, keys: typing('/memory'), shows: /Esc to close/ },
  hooks: { script: hello, keys: typing('/hooks'), shows: /Esc to close/ },
  tasks: { script: hello, keys: typing('/tasks'), shows: /Esc to close/ },
  rewind: { script: hello, keys: typing('/rewind'), shows: /Esc to (cancel|close)/ },
  effort: { script: hello, keys: typing('/effort'), shows: /Esc to cancel/ },
  export: { script: hello, keys: typing('/export'), shows: /Esc to cancel/ },
  theme: { script: hello, keys: typing('/theme'), shows: /Esc to cancel/ },
  'add-dir': { script: hello, keys: typing('/add-dir'), shows: /Esc to cancel/ },
  // No hook tells of the interruption, nor of the panel.
  'settings-after-interruption': {
    script: forever,
    keys: [
      [AT_WORK, '{escape}'],
      [/^─+\n❯\sSay hello\./m, '{ctrl+c}'],
      [/^❯\s*(Try .*)?$/m, '/config'],
      [/^❯\s\/config/m, '{enter}'],
    ],
    shows: /Search settings/,
  },
  context: {
    script: hello,
    keys: typing('/context'),
    shows: /Autocompact[\s\S]*^❯\s*$/m,
  },
  mcp: { script: hello, keys: typing('/mcp'), shows: /No MCP servers[\s\S]*^❯\s*$/m },
  'quoted-panel': { script: () => [say(QUOTED_PANEL)], shows: AT_REST },
  'model-picker': {
    script: hello,
    keys: typing('/model'),
    shows: /Select model[\s\S]*Esc to cancel/,
  },
  'quoted-menu': { script: () => [say(QUOTED_MENU)], shows: AT_REST },
  'quoted-busy': { script: () => [say(QUOTED_BUSY)], shows: AT_REST },
};

it.each(Object.entries(scenes))('%s', async (name, scene) => {
  const { script, trusted = true, args = ASKING, keys = [], shows } = scene;
  const { prompt = 'Say hello.', env = {} } = scene;
  await using repo = await aRepo();
  await using _ended = endingAll(repo.outside);
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
