/** What Gemini CLI shows, and what its file's rules take it for. */
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { geminiScreens, SCREEN_SIZE, type Meaning } from '../agents/recorded-screens.js';
import { aRepo } from '../helpers/repo.js';
import { Terminal } from '../helpers/terminal.js';
import { geminiEnv, makeGeminiHome } from './gemini.js';
import { aModel, type Script } from './model-server.js';
import { endingAll, record } from './scenes.js';
import { play, type Scene } from './screen-scene.js';
import { call, failing, forever, once, plansFolder, saying } from './scripts.js';
import { installed } from './programs.js';

// Its program may be hundreds of megabytes away.
beforeAll(() => installed('gemini'));

const AT_REST = /All done\.[\s\S]*>\s+Type your message/;
/** It says nothing else of that. */
const TRYING_AGAIN = /esc to cancel, [3-9]s/;
const QUOTED_MENU =
  'Allow execution of [Shell]?\n\n● 1. Allow once\n  2. No (esc)\n\nAll done.';
const QUOTED_BUSY = '⠏ Thinking (esc to cancel, 4s)\n\nAll done.';
const QUESTION = {
  header: 'Colour',
  question: 'Which colour?',
  type: 'choice',
  options: [
    { label: 'Red', description: 'Warm' },
    { label: 'Blue', description: 'Cold' },
  ],
};

const plans: Script = (said) => {
  const file_path = join(plansFolder(said), 'p.md');
  if (said.calls.length === 0)
    return [call('write_file', { file_path, content: '# The plan\n\n1. Say hello\n' })];
  return [call('exit_plan_mode', { plan_filename: 'p.md', plan_path: file_path })];
};

const scenes: Readonly<
  Record<keyof typeof geminiScreens, Scene & { readonly loggedIn?: boolean }>
> = {
  start: { script: forever, trusted: false, shows: /Do you trust the files/ },
  busy: { script: forever, shows: /esc to cancel/ },
  tool: {
    script: once(call('run_shell_command', { command: 'sleep 60', description: 'Wait' })),
    args: ['--approval-mode', 'yolo'],
    shows: /Shell[\s\S]*sleep 60[\s\S]*esc to cancel/,
  },
  idle: { script: saying('All done.'), shows: AT_REST },
  typed: {
    script: saying('All done.'),
    keys: [[AT_REST, 'half a line']],
    shows: />\s+half a line/,
  },
  interrupted: {
    script: forever,
    keys: [[/esc to cancel/, '{escape}']],
    shows: /Request cancelled/,
  },
  plan: {
    script: plans,
    args: ['--approval-mode', 'plan'],
    shows: /● 1\.\s+Yes, automatically/,
  },
  question: {
    script: once(call('ask_user', { questions: [QUESTION] })),
    shows: /Which colour\?[\s\S]*1\.\s+Red/,
  },
  permission: {
    script: once(call('run_shell_command', { command: 'touch x', description: 'Touch' })),
    shows: /● 1\. Allow once/,
  },
  'permission-edit': {
    script: once(call('write_file', { file_path: 'hello.txt', content: 'hello\n' })),
    shows: /● 1\. Allow once/,
  },
  unauthorised: { script: failing(401, 'UNAUTHENTICATED'), shows: /✕ \[API Error/ },
  rejected: { script: failing(400, 'too many words'), shows: /✕ \[API Error/ },
  limited: { script: failing(429, 'slow down'), shows: TRYING_AGAIN },
  'model-picker': {
    script: saying('All done.'),
    keys: [
      [AT_REST, '/model'],
      [/>\s+\/model/, '{enter}'],
    ],
    shows: /Select Model/,
  },
  login: { script: forever, loggedIn: false, shows: /● 1\. Sign in with Google/ },
  'login-key': {
    script: forever,
    loggedIn: false,
    keys: [
      [/● 1\. Sign in with Google/, '{down}'],
      [/● 2\./, '{enter}'],
    ],
    shows: /Enter Gemini API Key/,
  },
  'quoted-menu': { script: saying(QUOTED_MENU), shows: AT_REST },
  'quoted-busy': { script: saying(QUOTED_BUSY), shows: AT_REST },
};

it.each(Object.entries(scenes))('%s', async (name, scene) => {
  const { script, trusted = true, args = [], loggedIn = true } = scene;
  await using repo = await aRepo();
  await using _ended = endingAll(repo.outside);
  await using model = await aModel(script);
  const home = join(repo.outside, 'home');
  await makeGeminiHome(home, trusted ? [repo.folder] : [], loggedIn);
  const { GEMINI_API_KEY = '', ...env } = await geminiEnv(model);
  using terminal = new Terminal({
    command: ['gemini', ...args, '--prompt-interactive', 'Say hello.'],
    cwd: repo.folder,
    env: { ...env, ...(loggedIn ? { GEMINI_API_KEY } : {}), HOME: home, LANG: 'C.UTF-8' },
    size: SCREEN_SIZE,
  });
  const expected: Readonly<Record<string, Meaning>> = geminiScreens;
  const state = await play({ agent: 'gemini', name, scene, terminal });
  await expect.poll(state).toEqual(expected[name]);
  await record(`gemini/${name}`, terminal);
});
