/**
 * What opencode shows, and what its file's rules take it for: in few conversations, since it
 * takes a minute to start.
 */
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Size } from '../../src/domain/session.js';
import {
  opencodeScreens,
  SCREEN_SIZE,
  WIDE_SIZE,
  type Meaning,
} from '../agents/recorded-screens.js';
import { aRepo } from '../helpers/repo.js';
import { Terminal } from '../helpers/terminal.js';
import { aModel, HANGS_UP, type Script } from './model-server.js';
import { makeOpencodeSettings, opencodeEnv } from './opencode.js';
import { endingAll, record } from './scenes.js';
import { play, type Scene } from './screen-scene.js';
import { call, finished, forever, say } from './scripts.js';
import { installed } from './programs.js';

// Its program may be hundreds of megabytes away.
beforeAll(() => installed('opencode'));

const AT_WORK = /esc interrupt/;
const DONE = /All done\.[\s\S]*▣[^\n]* \d[\d.]*m?s/;
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
    .findLast((line) => /^(wait|touch|ask|quote|fail|say)/.test(line));
  const [, status] = /^fail (\d+)/.exec(wish ?? '') ?? [];
  if (status !== undefined)
    return { status: Number(status), error: wish?.slice(9) ?? '' };
  if (wish?.startsWith('fail')) return HANGS_UP;
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

/** Its hint at a second time may be drawn over. */
const INTERRUPTS: NonNullable<Scene['keys']> = [
  [/retrying in/, '{escape}'],
  [/retrying in/, '{escape}'],
];

type Scenes = Readonly<Record<string, Omit<Scene, 'script'>>>;

/** One after the other: in a conversation each, since what was shown is recorded whole. */
const conversations: readonly (readonly [string, Scenes, Size])[] = [
  [
    'at work',
    {
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
      idle: { keys: [[/Allow once/, '{enter}']], shows: DONE },
      typed: { keys: [[/All done/, 'half a line']], shows: /┃\s+half a line/ },
      quoted: {
        keys: [[/half a line/, '\u0015'], ...type('quote it')],
        shows: /△ Permission required[\s\S]*▣[^\n]* \d/,
      },
      question: { keys: type('ask me'), shows: /Which colour\?[\s\S]*Blue/ },
    },
    SCREEN_SIZE,
  ],
  [
    'in trouble',
    {
      unauthorised: {
        keys: type('fail 401 invalid API key'),
        shows: /┃ +invalid API key[\s\S]*▣/,
      },
      refused: {
        keys: type('fail 400 too many words'),
        shows: /┃ +too many words[\s\S]*▣/,
      },
      'after-error': { keys: type('say something'), shows: DONE },
      limited: { keys: type('fail 429 slow down'), shows: /slow down \[retrying in/ },
      'retry-interrupted': { keys: INTERRUPTS, shows: /▣[^▣]*╹▀+\s+\/(?![\s\S]*esc)/ },
      'model-picker': { keys: type('/models'), shows: /Select model[\s\S]*Loop/ },
      'cut-off': {
        keys: [
          [/Select model/, '{escape}'],
          [/^(?![\s\S]*Select model)/, ''],
          ...type('fail at once'),
        ],
        shows: /connect to API[\s\S]*retrying in/,
      },
    },
    SCREEN_SIZE,
  ],
  [
    'on a wide screen',
    {
      'wide-idle': { keys: type('say something'), shows: DONE },
      'wide-refused': {
        keys: type('fail 400 too many words'),
        shows: /┃ +too many words[\s\S]*▣/,
      },
      'wide-unavailable': {
        keys: type('fail 500 out of order'),
        shows: /out of order \[retrying in/,
      },
    },
    WIDE_SIZE,
  ],
];

it.each(conversations)('is read in every state: %s', async (_name, scenes, size) => {
  await using repo = await aRepo();
  await using _ended = endingAll(repo.outside);
  await using model = await aModel(script);
  const home = join(repo.outside, 'home');
  await makeOpencodeSettings(join(home, '.config'), model);
  using terminal = new Terminal({
    command: ['opencode'],
    cwd: repo.folder,
    env: { ...(await opencodeEnv()), HOME: home, LANG: 'C.UTF-8' },
    size,
  });
  const expected: Readonly<Record<string, Meaning>> = opencodeScreens;
  for (const [name, scene] of Object.entries(scenes)) {
    const state = await play({ agent: 'opencode', name, scene, terminal });
    await expect.poll(() => [name, state()]).toEqual([name, expected[name]]);
    await record(`opencode/${name}`, terminal);
  }
});

it('has a scene for each of its screens', () => {
  const names = conversations.flatMap(([, scenes]) => Object.keys(scenes));
  expect(names.toSorted()).toEqual(Object.keys(opencodeScreens).toSorted());
});
