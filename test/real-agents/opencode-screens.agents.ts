/**
 * What opencode shows, and what its file's rules take it for: in one conversation, since it
 * takes a minute to start.
 */
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import {
  opencodeScreens,
  SCREEN_SIZE,
  type Meaning,
} from '../agents/recorded-screens.js';
import { aRepo } from '../helpers/repo.js';
import { Terminal } from '../helpers/terminal.js';
import { aModel, type Script } from './model-server.js';
import { makeOpencodeSettings, opencodeEnv } from './opencode.js';
import { endingAll, record } from './scenes.js';
import { play, type Scene } from './screen-scene.js';
import { call, finished, forever, say } from './scripts.js';
import { installed } from './programs.js';

// Its program may be hundreds of megabytes away.
beforeAll(() => installed('opencode'));

const AT_WORK = /esc interrupt/;
const QUOTED =
  '△ Permission required\n\n  Allow once   Allow always   Reject\n\n⬝⬝■■  esc interrupt';
const QUESTION = {
  header: 'Colour',
  question: 'Which colour?',
  options: [
    { label: 'Red', description: 'Warm' },
    { label: 'Blue', description: 'Cold' },
  ],
};

/** Does what it was told last. */
const script: Script = (told) => {
  const wish = told.said
    .split('\n')
    .findLast((line) => /^(wait|touch|ask|quote)/.test(line));
  if (wish?.startsWith('wait')) return forever(told);
  if (wish?.startsWith('touch') && finished(told, 'bash') === 0)
    return [call('bash', { command: 'touch x', description: 'Touch' })];
  if (wish?.startsWith('ask') && finished(told, 'question') === 0)
    return [call('question', { questions: [QUESTION] })];
  return [say(wish?.startsWith('quote') ? QUOTED : 'All done.')];
};

const type = (text: string): NonNullable<Scene['keys']> => [
  [/ctrl\+p commands/, text],
  [new RegExp(`┃\\s+${text}`), '{enter}'],
];

/** One after the other. */
const scenes: Readonly<Record<keyof typeof opencodeScreens, Omit<Scene, 'script'>>> = {
  start: { shows: /Ask anything/ },
  busy: { keys: type('wait a while'), shows: AT_WORK },
  interrupted: {
    keys: [
      [AT_WORK, '{escape}'],
      [/esc again to interrupt/, '{escape}'],
    ],
    shows: /interrupted/,
  },
  permission: { keys: type('touch a file'), shows: /Allow once[\s\S]*enter confirm/ },
  idle: { keys: [[/Allow once/, '{enter}']], shows: /All done\.[\s\S]*▣[^\n]* \d/ },
  typed: { keys: [[/All done/, 'half a line']], shows: /┃\s+half a line/ },
  quoted: {
    keys: [[/half a line/, '\u0015'], ...type('quote it')],
    shows: /△ Permission required[\s\S]*▣[^\n]* \d/,
  },
  question: { keys: type('ask me'), shows: /Which colour\?[\s\S]*Blue/ },
};

it('is read in every state', async () => {
  await using repo = await aRepo();
  await using _ended = endingAll(repo.outside);
  await using model = await aModel(script);
  const home = join(repo.outside, 'home');
  await makeOpencodeSettings(join(home, '.config'), model);
  using terminal = new Terminal({
    command: ['opencode'],
    cwd: repo.folder,
    env: { ...(await opencodeEnv()), HOME: home, LANG: 'C.UTF-8' },
    size: SCREEN_SIZE,
  });
  const expected: Readonly<Record<string, Meaning>> = opencodeScreens;
  for (const [name, scene] of Object.entries(scenes)) {
    const state = await play({ agent: 'opencode', name, scene, terminal });
    await expect.poll(() => [name, state()]).toEqual([name, expected[name]]);
    await record(`opencode/${name}`, terminal);
  }
});
