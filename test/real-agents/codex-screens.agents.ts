/** What Codex shows, and what its file's rules take it for. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { codexScreens, SCREEN_SIZE, type Meaning } from '../agents/recorded-screens.js';
import { aRepo } from '../helpers/repo.js';
import { Terminal } from '../helpers/terminal.js';
import { codexPath, makeCodexHome, makeNews } from './codex.js';
import { aModel, type Block, type Script } from './model-server.js';
import { endingAll, record } from './scenes.js';
import { play, type Scene } from './screen-scene.js';
import {
  call,
  failing,
  finished,
  forever,
  hangingUp,
  once,
  patch,
  say,
  saying,
  unsandboxed,
} from './scripts.js';
import { installed } from './programs.js';

// Its program may be hundreds of megabytes away.
beforeAll(() => installed('codex'));

const AT_LOGIN = /> 1\. Sign in with ChatGPT/;
const AT_REST = /All done\.[\s\S]*^› Ask Codex/m;
const RESTS_BESIDE = /^• Started `[\s\S]*Worked for[\s\S]*^› Ask Codex/m;
const QUOTED_SUBAGENT = 'Started `/root/child`\n\n• Started `/root/child`\n\nAll done.';
const QUOTED_MENU = 'Run it?\n\n› 1. Yes, proceed (y)\n  2. No (esc)\n\nAll done.';
const QUOTED_BUSY = '• Working (12s • esc to interrupt)\n\nAll done.';
const PROPOSED = '<proposed_plan>\n# The plan\n\n1. Say hello\n</proposed_plan>';
const QUESTION = {
  id: 'colour',
  header: 'Colour',
  question: 'Which colour?',
  options: [
    { label: 'Red', description: 'Warm' },
    { label: 'Blue', description: 'Cold' },
  ],
};
/** Of nobody that was asked. */
const UNTRUSTED = 'hooks.Stop=[{hooks=[{type="command",command="true"}]}]';

const WHY = 'Shall it be made?';

/** `none`: of nobody who was logged in. `old`: it knows of a newer version. */
type Home = 'none' | 'old' | 'usual';

const F2 = '\u001bOQ';

function delegate(name: string, input: Readonly<Record<string, string>>): Block {
  return { type: 'tool_use', namespace: 'collaboration', name, input };
}

/** Has another do what `child` says, and says that it is done itself. */
function delegating(child: Script): Script {
  return (asked) => {
    if (asked.sent.includes('newly spawned child agent')) return child(asked);
    if (finished(asked, 'spawn_agent') > 0) return [say('All done.')];
    return [delegate('spawn_agent', { task_name: 'child', message: 'Make it' })];
  };
}

const asksLeave: Script = (asked) =>
  finished(asked, 'exec_command') === 0
    ? [unsandboxed('touch hello.txt', WHY)]
    : [say('All done.')];

/** Has it end what it had another do. */
const interrupting: Script = (asked) =>
  finished(asked, 'spawn_agent') > 0 && finished(asked, 'interrupt_agent') === 0
    ? [delegate('interrupt_agent', { target: '/root/child' })]
    : delegating(forever)(asked);

/** Into its plan mode, and a prompt there. */
const PLANNING: Scene['keys'] = [
  [/^› Ask Codex/m, '/plan'],
  [/^› \/plan/m, '{enter}'],
  [/Plan mode/, 'Say hello.'],
  [/^› Say hello/m, '{enter}'],
];

const scenes: Readonly<
  Record<keyof typeof codexScreens, Scene & { readonly home?: Home }>
> = {
  // Its prompt stands there before it takes anything.
  loading: { script: forever, prompt: '', shows: /^ {2}\? for shortcuts$/m, held: true },
  trust: { script: forever, trusted: false, shows: /Trust this folder/ },
  login: { script: forever, home: 'none', shows: AT_LOGIN },
  'login-browser': {
    script: forever,
    home: 'none',
    keys: [[AT_LOGIN, '1']],
    shows: /Finish signing in via your browser/,
  },
  'login-another': {
    script: forever,
    home: 'none',
    keys: [[AT_LOGIN, '3']],
    shows: /> 1\. Use an OpenAI API key/,
  },
  'login-key': {
    script: forever,
    home: 'none',
    keys: [
      [AT_LOGIN, '3'],
      [/> 1\. Use an OpenAI API key/, '{enter}'],
    ],
    shows: /Paste or type your API key/,
  },
  update: { script: forever, home: 'old', prompt: '', shows: /› 1\. Update now/ },
  hooks: { script: forever, args: ['-c', UNTRUSTED], shows: /Trust all and continue/ },
  news: {
    script: forever,
    args: ['-c', 'model=gpt-5.5'],
    shows: /Use existing model/,
  },
  busy: { script: forever, shows: /esc to interrupt/ },
  tool: {
    script: once(call('exec_command', { cmd: 'sleep 60' })),
    shows: /Running sleep 60|background terminal running/,
  },
  idle: { script: saying('All done.'), shows: AT_REST },
  typed: {
    script: saying('All done.'),
    keys: [[AT_REST, 'half a line']],
    shows: /^› half a line/m,
  },
  interrupted: {
    script: forever,
    keys: [[/esc to interrupt/, '{escape}']],
    shows: /Conversation interrupted/,
  },
  // In place of its hints: letters are commands, and Enter takes back what was said.
  browsing: {
    script: saying('All done.'),
    keys: [
      [AT_REST, '{escape}'],
      [/esc again to edit/, '{escape}'],
    ],
    shows: /Browsing transcript/,
  },
  'failed-twice': {
    script: ({ said }) =>
      said.includes('another')
        ? { status: 400, error: 'too many words' }
        : { status: 401, error: 'authentication_error' },
    keys: [
      [/^■ [\s\S]*^› Ask Codex/m, 'another'],
      [/^› another/m, '{enter}'],
    ],
    shows: /401[\s\S]*^■ .*too many words[\s\S]*^› Ask Codex/m,
  },
  'model-picker': {
    script: saying('All done.'),
    keys: [
      [AT_REST, '/model'],
      [/^› \/model/m, '{enter}'],
    ],
    shows: /Select Model/i,
  },
  plan: {
    script: saying(PROPOSED),
    prompt: '',
    keys: PLANNING,
    shows: /Yes, implement this plan/,
  },
  question: {
    script: once(call('request_user_input', { questions: [QUESTION] })),
    prompt: '',
    keys: PLANNING,
    shows: /› 1\. Red/,
  },
  permission: { script: once(unsandboxed('touch hello.txt', WHY)), shows: /1\. Yes/ },
  'permission-edit': {
    script: once(patch('/outside-of-it.txt', 'hello')),
    shows: /1\. Yes/,
  },
  refused: {
    script: once(unsandboxed('touch hello.txt', WHY)),
    keys: [[/1\. Yes/, '{escape}']],
    shows: /Conversation interrupted|canceled/,
  },
  unauthorised: {
    script: failing(401, 'invalid_api_key'),
    shows: /^■ .*401/m,
  },
  limited: {
    script: failing(429, 'rate_limit_exceeded'),
    shows: /^■ .*429/m,
  },
  'trying-again': { script: hangingUp, shows: /^• Reconnecting.*\n.*Stream/m },
  unavailable: { script: failing(500, 'out of order'), shows: /^■ /m },
  'cut-off': { script: hangingUp, shows: /^■ /m },
  rejected: { script: failing(400, 'too many words'), shows: /^■ /m },
  transcript: {
    script: saying('All done.'),
    keys: [[AT_REST, '{ctrl+t}']],
    shows: /^⚠ [\s\S]*All done/m,
  },
  warnings: {
    script: saying('All done.'),
    keys: [[AT_REST, F2]],
    shows: /esc dismiss & close/,
  },
  'command-center': {
    script: saying('All done.'),
    keys: [[AT_REST, '{left}']],
    shows: /Agent command center[\s\S]*Last message/,
  },
  'permission-of-subagent': { script: delegating(asksLeave), shows: /› 1\. Yes/ },
  'subagent-at-work': { script: delegating(forever), shows: RESTS_BESIDE },
  'subagent-done': {
    script: delegating(saying('It is made.')),
    shows: /^• Completed `[\s\S]*^› Ask Codex/m,
  },
  'subagent-interrupted': {
    script: interrupting,
    shows: /^• Interrupted `[\s\S]*Worked for/m,
  },

  'quoted-menu': { script: saying(QUOTED_MENU), shows: AT_REST },
  'quoted-busy': { script: saying(QUOTED_BUSY), shows: AT_REST },
  'quoted-subagent': { script: saying(QUOTED_SUBAGENT), shows: AT_REST },
};

it.each(Object.entries(scenes))('%s', async (name, scene) => {
  const { script, trusted = true, args = [], prompt = 'Say hello.' } = scene;
  const { home: at = 'usual' } = scene;
  await using repo = await aRepo();
  await using _ended = endingAll(repo.outside);
  await using model = await aModel(script);
  const home = join(repo.outside, 'home');
  if (at === 'none') await mkdir(home);
  else await makeCodexHome(home, model, trusted ? [repo.folder] : []);
  if (at === 'old') await makeNews(home);
  using terminal = new Terminal({
    command: [
      'codex',
      ...(at === 'old' ? [] : ['-c', 'check_for_update_on_startup=false']),
      ...args,
      ...(prompt === '' ? [] : [prompt]),
    ],
    cwd: repo.folder,
    env: { PATH: await codexPath(), HOME: home, CODEX_HOME: home, LANG: 'C.UTF-8' },
    size: SCREEN_SIZE,
  });
  const expected: Readonly<Record<string, Meaning>> = codexScreens;
  const state = await play({ agent: 'codex', name, scene, terminal });
  await expect.poll(state).toEqual(expected[name]);
  await record(`codex/${name}`, terminal);
});
