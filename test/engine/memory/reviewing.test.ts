import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectNothingLeftOpen } from '../../helpers/leaks.js';
import { anEngine } from '../an-engine.js';

/** Tells what it learned, says that it is done, and stays. */
const plan = (more = '') => `
version: 1
name: Week 2
${more}
agents:
  worker:
    command: sh
    args:
      - -c
      - |
        mkdir -p .claude/handoff
        printf 'Blockers: no \\033[31mkey\\n' > progress.md
        printf '{"workstream":"A","status":"complete","lessons":["ask first"],"decisions":["Zod"]}' > .claude/handoff/a.tmp
        mv .claude/handoff/a.tmp .claude/handoff/a.signal
        exec cat
workstreams: [{ id: A, agent: worker, approval: none }]
`;

type Engine = Awaited<ReturnType<typeof anEngine>>;

async function learned(engine: Engine, more = ''): Promise<void> {
  await engine.up(plan(more));
  await engine.shows('A done');
  await expect.poll(() => engine.status()?.approvals).toMatchObject([{ kind: 'memory' }]);
}

const accept = (engine: Engine, memories: readonly string[] | 'all') =>
  engine.peer.ask({ type: 'review', memories, verdict: 'accepted', by: 'ada' });

const OWN = '.git/wtmux/outputs/.memori/memories.json';
const SHARED = '.memori/memories.json';

describe('what was learned', () => {
  expectNothingLeftOpen();

  it('is kept in the git folder once a person accepts it, and nowhere else', async () => {
    await using engine = await anEngine();
    await learned(engine);
    const file = join(engine.repo.folder, OWN);
    expect(await accept(engine, ['m2', 'm9'])).toMatchObject({ ok: false });
    await expect(stat(file)).rejects.toThrow('ENOENT');
    expect(await accept(engine, ['m1'])).toEqual({
      ok: true,
      value: { memories: ['m1'], file },
    });
    const rest = {
      type: 'review',
      memories: 'all',
      verdict: 'rejected',
      by: 'bob',
    } as const;
    expect(await engine.peer.ask(rest)).toMatchObject({
      value: { memories: ['m2', 'm3'], file: null },
    });
    expect(await accept(engine, ['m2'])).toMatchObject({
      failure: { message: 'm2 was rejected by bob already' },
    });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      version: 1,
      memories: [
        {
          type: 'lesson',
          content: 'ask first',
          source: { plan: 'Week 2', workstream: 'A', file: '.claude/handoff/a.signal' },
          reviewed_by: 'ada',
        },
      ],
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await engine.peer.ask({ type: 'memories' })).toMatchObject({
      value: [
        { id: 'm1', review: { verdict: 'accepted', by: 'ada' } },
        { kind: 'decision', review: { verdict: 'rejected' } },
        { kind: 'blocker', text: 'no \ufffd[31mkey' },
      ],
    });
    await expect.poll(() => engine.status()?.approvals).toEqual([]);
    expect(await engine.repo.git.raw('status', '--porcelain')).toBe('');
  });

  it('is kept in the words of the person who changed it', async () => {
    await using engine = await anEngine();
    await learned(engine);
    const kept = (memories: readonly string[] | 'all', text: string) =>
      engine.peer.ask({ type: 'review', memories, verdict: 'accepted', by: 'ada', text });
    for (const [memories, text, why] of [
      ['all', 'x', 'only one memory is changed at a time'],
      [['m1'], ' ', 'the changed memory is empty; nothing was kept'],
      [['m1'], 'x'.repeat(16_001), 'the changed memory is longer than 16000 characters'],
    ] as const)
      expect(await kept(memories, text)).toMatchObject({ failure: { message: why } });
    expect(await kept(['m1'], 'ask Ada first')).toMatchObject({ ok: true });
    expect(await readFile(join(engine.repo.folder, OWN), 'utf8')).toContain(
      '"content": "ask Ada first"',
    );
    expect(await engine.peer.ask({ type: 'memories' })).toMatchObject({
      value: [{ text: 'ask first', review: { text: 'ask Ada first' } }, {}, {}],
    });
  });

  it('goes to the others in a file of the checkout where the plan says so', async () => {
    await using engine = await anEngine();
    const file = join(engine.repo.folder, SHARED);
    const before = '[\n  { "id": 7, "mine": true }\n]\n';
    await engine.repo.commit({ [SHARED]: before });
    await chmod(file, 0o640);
    await learned(engine, 'compat: true');
    expect(await accept(engine, 'all')).toMatchObject({ ok: true, value: { file } });
    const text = await readFile(file, 'utf8');
    expect(text.startsWith(before.slice(0, -3))).toBe(true);
    expect(JSON.parse(text)).toMatchObject([
      { id: 7, mine: true },
      { content: 'ask first' },
      { content: 'Zod' },
      { content: 'no \ufffd[31mkey' },
    ]);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
  });

  it('makes a checkout not dirty that had no such folder', async () => {
    await using engine = await anEngine();
    await learned(engine, 'compat: true');
    expect(await accept(engine, 'all')).toMatchObject({ ok: true });
    expect(
      JSON.parse(await readFile(join(engine.repo.folder, SHARED), 'utf8')),
    ).toMatchObject({ memories: [{}, {}, {}] });
    expect(await engine.repo.git.raw('status', '--porcelain')).toBe('');
  });

  it.each([
    [
      'cut in the middle',
      'it is not valid JSON',
      (path: string) => put(path, '{"memories":['),
    ],
    [
      'of another form',
      'it is no list of memories',
      (path: string) => put(path, '{"a":1}'),
    ],
    [
      'a link',
      '.memori/memories.json is no file',
      async (path: string) => {
        await put(join(dirname(path), '../../outside.json'), '[]');
        await mkdir(dirname(path), { recursive: true });
        await symlink('../../outside.json', path);
      },
    ],
    [
      'behind a link',
      '.memori is no folder',
      async (path: string) => {
        await mkdir(dirname(dirname(path)), { recursive: true });
        await symlink('/tmp', dirname(path));
      },
    ],
  ])(
    'is not written to a file that is %s, and can be accepted later',
    async (_what, why, make) => {
      await using engine = await anEngine();
      const file = join(engine.repo.folder, OWN);
      await make(file);
      const before = await readFile(file, 'utf8').catch(() => '');
      await learned(engine);
      expect(await accept(engine, 'all')).toMatchObject({
        failure: { message: expect.stringContaining(`${file} is left as it is: ${why}`) },
      });
      expect(await readFile(file, 'utf8').catch(() => '')).toBe(before);
      expect(engine.status()?.approvals).toMatchObject([{ kind: 'memory' }]);
    },
  );
});

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
