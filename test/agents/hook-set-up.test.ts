import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hookFileOf, hookLaunchOf } from '../../src/agents/hook-set-up.js';
import { ownOf } from '../../src/engine/hooks/own-settings.js';
import type { AgentHooks } from '../../src/formats/agent-hooks.js';
import { aFolder } from '../helpers/folder.js';
import { shipped } from './shipped.js';

const receiver = [process.execPath, "/it's here/hook.cjs"];

const hooks: AgentHooks = {
  args: ['--with', '{file}', '-c', 'notify={words}'],
  env: { AGENT_SETTINGS: '{file}' },
  file: { run: ['{hook}'], times: 3 },
  name: 'event',
  subagent: undefined,
  consent: undefined,
  install: undefined,
  events: [],
  answers: [],
};

it('fills in the file, and the receiver as words or as a shell line', () => {
  expect(hookLaunchOf(hooks, receiver, '/state/a.json')).toEqual({
    args: [
      '--with',
      '/state/a.json',
      '-c',
      `notify=["${process.execPath}","/it's here/hook.cjs"]`,
    ],
    env: { AGENT_SETTINGS: '/state/a.json' },
  });
  const file = hookFileOf(hooks, receiver);
  expect(file?.ending).toBe('json');
  expect(JSON.parse(file?.text ?? '')).toEqual({
    run: [expect.stringContaining(String.raw`'/it'\''s here/hook.cjs'`)],
    times: 3,
  });
});

it('takes a text for a script', () => {
  expect(hookFileOf({ ...hooks, file: 'run({words});\n' }, receiver)).toEqual({
    text: `run(["${process.execPath}","/it's here/hook.cjs"]);\n`,
    ending: 'js',
  });
});

it('hinders no agent when the receiver is gone', () => {
  const receiverGone = ['/gone/node', 'hook.cjs'];
  const line = hookFileOf({ ...hooks, file: '{hook}' }, receiverGone)?.text ?? '';
  // Throws for another exit status than 0; stderr would be shown.
  expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' })).toBe('');
});

it('tells the receiver which events may be answered', () => {
  const rule = {
    where: {},
    kind: 'permission',
    text: '',
    use: {},
    settledBy: [],
    about: [],
  } as const;
  const answers = [
    { ...rule, on: ['Ask', 'Ask"Me'], waits: true, yes: { ok: 1 }, no: { ok: 0 } },
    { ...rule, on: ['Shown'], waits: false, yes: undefined, no: undefined },
  ];
  const told = hookFileOf({ ...hooks, answers, file: '{words}' }, ['sh', 'hook.sh']);
  expect(JSON.parse(told?.text ?? '')).toEqual([
    'sh',
    'hook.sh',
    '"event":"Ask"',
    '"event": "Ask"',
    String.raw`"event":"Ask\"Me"`,
    String.raw`"event": "Ask\"Me"`,
  ]);
});

describe('a setting that there is but once', () => {
  const spec = shipped('claude').hooks;
  const ours = ['cat', '>', '/dev/null;', 'echo', 'ours'];

  it.each<[string, (folder: string) => Record<string, object>, unknown]>([
    ['is ours where there is none', () => ({}), { type: 'command', command: 'ours' }],
    [
      "is the user's, with ours beside it",
      (home) => ({
        [`${home}/.claude/settings.json`]: {
          statusLine: { type: 'command', command: 'tr a-z A-Z # loud', padding: 2 },
        },
      }),
      { type: 'command', command: 'SAID', padding: 2 },
    ],
    [
      "is the repository's alone",
      (home) => ({
        [`${home}/.claude/settings.json`]: { statusLine: { command: 'mine' } },
        [`${home}/work/.claude/settings.json`]: { statusLine: { command: 'theirs' } },
      }),
      undefined,
    ],
    [
      'is left alone where it has another form',
      (home) => ({ [`${home}/.claude/settings.json`]: { statusLine: 'simple' } }),
      undefined,
    ],
  ])('%s', async (_rule, files, expected) => {
    await using folder = await aFolder();
    for (const [path, settings] of Object.entries(files(folder.path))) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, JSON.stringify(settings));
    }
    if (!spec?.keeps) throw new Error('nothing is kept');
    const own = await ownOf(spec.keeps, {
      env: { HOME: folder.path },
      worktree: join(folder.path, 'work'),
    });
    const file: { statusLine?: { command: string } } = JSON.parse(
      hookFileOf(spec, ['sh', '-c', ours.join(' ')], own)?.text ?? '',
    );
    const { statusLine } = file;
    const shown =
      statusLine &&
      execFileSync('sh', ['-c', statusLine.command], {
        input: 'said\n',
        encoding: 'utf8',
      });
    expect(statusLine && { ...statusLine, command: shown?.trim() }).toEqual(expected);
  });
});

it('gives Claude Code settings that call the receiver alone', () => {
  const spec = shipped('claude').hooks;
  const text = spec && hookFileOf(spec, ['node', 'hook.cjs']);
  const settings: { hooks: Record<string, readonly { hooks: readonly object[] }[]> } =
    JSON.parse(text?.text ?? '');
  const called = Object.values(settings.hooks).flat();
  expect(called.length).toBeGreaterThan(9);
  for (const { hooks } of called)
    expect(hooks).toMatchObject([
      {
        type: 'command',
        command: expect.stringMatching(
          /^node hook.cjs .*PermissionRequest.* 2>\/dev\/null \|\| true$/,
        ),
      },
    ]);
});
