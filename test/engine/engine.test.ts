import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { waveId, workstreamId } from '../../src/domain/ids.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

/** Commits a file named after its workstream, says that it is done, and stays. */
const worker = `
  agents:
    worker:
      command: sh
      args:
        - -c
        - |
          printf 'Progress: 50%%\\n' > progress.md
          echo text > "$WTMUX_WORKSTREAM.txt"
          git add "$WTMUX_WORKSTREAM.txt"
          git commit -qm "work of $WTMUX_WORKSTREAM"
          mkdir -p .claude/handoff
          printf '{"workstream":"%s","status":"complete","validation_passed":true}' \\
            "$WTMUX_WORKSTREAM" > .claude/handoff/done.tmp
          mv .claude/handoff/done.tmp ".claude/handoff/$WTMUX_WORKSTREAM-complete.signal"
          exec cat
`.replaceAll(/^ {2}/gm, '');

const twoWaves = `
version: 1
name: two
${worker}
gates:
  one: { run: "test -f A.txt" }
workstreams:
  - { id: A, agent: worker, approval: none }
  - { id: B, agent: worker, approval: none, dependsOn: [A] }
waves:
  - { id: first, members: [A], gates: [one] }
  - { id: last, members: [first, B], target: main }
`;

describe('an engine', () => {
  expectNothingLeftOpen();

  it('takes a plan from its worktrees to a merged main', async () => {
    await using engine = await anEngine();
    const { repo, peer } = engine;
    expect(await engine.up(twoWaves)).toMatchObject({ ok: true });
    await engine.shows('A done', 'B planned', 'first ready', 'last draft');
    await expect
      .poll(() => engine.status()?.workstreams.find(({ id }) => id === 'A'))
      .toMatchObject({
        progress: 50,
        ahead: 1,
        dirty: false,
        signal: { status: 'complete', validationPassed: true },
      });

    const first = waveId('first');
    const merged = await peer.ask({
      type: 'merge',
      wave: first,
      by: 'me',
      fastForward: false,
    });
    expect(merged).toMatchObject({ value: { state: 'landed', blockedBy: null } });
    await engine.shows('A landed', 'B done', 'last ready');

    const last = waveId('last');
    const held = await peer.ask({
      type: 'merge',
      wave: last,
      by: 'me',
      fastForward: false,
    });
    expect(held).toMatchObject({ value: { state: 'ready_to_land' } });
    await engine.shows('last ready_to_land');
    expect(existsSync(join(repo.folder, 'A.txt'))).toBe(false);

    await repo.git.raw('merge', '--ff-only', commitOf(held));
    await engine.shows('A landed', 'B landed', 'last landed');
    expect(existsSync(join(repo.folder, 'A.txt'))).toBe(true);
    expect(await peer.ask({ type: 'report' })).toMatchObject({
      value: { waves: [{ state: 'landed' }, { state: 'landed' }] },
    });
  });

  it('starts nothing and leaves nothing when one worktree cannot be made', async () => {
    await using engine = await anEngine();
    const { repo } = engine;
    await mkdir(join(repo.outside, 'project.worktrees', 'B'), { recursive: true });
    await writeFile(join(repo.outside, 'project.worktrees', 'B', 'mine'), 'mine');
    const before = await repo.git.raw('for-each-ref');

    const answer = await engine.up(twoWaves);
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'refused' } });
    expect(JSON.stringify(answer)).toContain('B: ');
    expect(await repo.git.raw('for-each-ref')).toBe(before);
    expect(existsSync(join(repo.outside, 'project.worktrees', 'A'))).toBe(false);
    expect(engine.status()?.workstreams).toEqual([]);
  });

  it('takes the worktrees that a killed start left, as long as nobody used them', async () => {
    await using engine = await anEngine();
    const left = await engine.repo.worktree('workstream/a');
    const place = join(engine.repo.outside, 'project.worktrees', 'A');
    await engine.repo.git.raw('worktree', 'move', left.folder, place);
    expect(await engine.up(twoWaves)).toMatchObject({ ok: true });
    await engine.shows('A done', 'first ready');
  });

  it('asks before it takes commands from a plan, and again when they change', async () => {
    await using engine = await anEngine();
    const asked = await engine.up(twoWaves, false);
    expect(asked).toMatchObject({ value: { type: 'needsConsent' } });
    expect(JSON.stringify(asked)).toContain('test -f A.txt');
    expect(engine.status()?.workstreams).toEqual([]);
  });

  it('lets a plan be mended while it is up', async () => {
    await using engine = await anEngine();
    const wave = waveId('first');
    const merge = { type: 'merge', wave, by: 'me', fastForward: false } as const;
    await engine.up(twoWaves.replace('test -f A.txt', 'test -f B.txt'));
    await engine.shows('first ready');
    const early = { type: 'preview', wave: waveId('last') } as const;
    expect(await engine.peer.ask(early)).toMatchObject({
      value: { state: 'draft', blockedBy: 'waits for first, B' },
    });
    expect(await engine.peer.ask(merge)).toMatchObject({ value: { state: 'blocked' } });

    expect(await engine.up(twoWaves)).toMatchObject({ value: { created: [] } });
    await engine.shows('A done', 'first ready');
    expect(await engine.peer.ask(merge)).toMatchObject({ value: { state: 'landed' } });
    await engine.shows('B done');
  });

  it('merges in an order by hand, which counts for decisions too', async () => {
    await using engine = await anEngine();
    await engine.up(
      twoWaves
        .replace(', dependsOn: [A]', '')
        .replace('test -f A.txt', 'false')
        .replace(/waves:[^]*/, 'waves: [{ id: both, members: [A, B], gates: [one] }]\n'),
    );
    await engine.shows('both ready');
    const who = { wave: waveId('both'), by: 'me' } as const;
    const merge = { type: 'merge', ...who, fastForward: false } as const;
    expect(await engine.peer.ask({ ...merge, order: ['B'] })).toMatchObject({
      failure: {
        kind: 'usage',
        message: 'both: an order names each member once; these are: A, B',
      },
    });
    const order = { value: { steps: [{ workstream: 'B' }, { workstream: 'A' }] } };
    expect(await engine.peer.ask({ ...merge, order: ['B', 'A'] })).toMatchObject(order);
    const again = { type: 'decide', ...who, choice: 'again', reason: '' } as const;
    expect(await engine.peer.ask(again)).toMatchObject(order);
    const preview = { type: 'preview', wave: waveId('both') } as const;
    expect(await engine.peer.ask(preview)).toMatchObject(order);
  });

  it('says what is wrong with a plan, and where', async () => {
    await using engine = await anEngine();
    const answer = await engine.up(
      'version: 1\nworkstreams:\n  - { id: A, dependsOn: [Z] }\n',
    );
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'usage' } });
    expect(JSON.stringify(answer)).toMatch(/wtmux\.yaml:3:\d+: .*Z/);
  });

  it('tells of a signal that cannot be read, and reads it when it is mended', async () => {
    await using engine = await anEngine();
    await engine.up(`
version: 1
agents: { waits: { command: cat } }
workstreams: [{ id: A, agent: waits, approval: none }]
`);
    await expect.poll(engine.states).toEqual([expect.stringMatching(/^A (?!starting)/)]);
    const handoff = join(engine.repo.outside, 'project.worktrees/A/.claude/handoff');
    await mkdir(handoff, { recursive: true });
    await writeFile(join(handoff, 'A-complete.signal'), '{"status": ]');
    await expect.poll(() => engine.notices.join()).toContain('A-complete.signal');

    const text = '{"workstream":"A","status":"complete"}';
    await writeFile(join(handoff, 'A-complete.signal'), text);
    await engine.shows('A done');
  });

  it('notices the end of a program that is over before it was seen to begin', async () => {
    await using engine = await anEngine();
    const { peer } = engine;
    const ask = { type: 'new', agent: null, prompt: '' } as const;
    await peer.ask({ ...ask, name: 'good', command: ['true'] });
    await peer.ask({ ...ask, name: 'bad', command: ['false'] });
    await engine.shows('good done', 'bad failed');

    await peer.ask({ type: 'restart', workstream: workstreamId('bad') });
    await engine.shows('bad failed');
    expect(engine.log).toEqual([]);
  });

  it('keeps its state readable by its owner alone', async () => {
    await using engine = await anEngine();
    await engine.up(twoWaves);
    const journal = join(engine.repo.folder, '.git/wtmux/journal.jsonl');
    expect(await readFile(journal, 'utf8')).toContain('planTaken');
    expect(await engine.repo.git.status()).toMatchObject({ files: [] });
  });
});

function commitOf(answer: unknown): string {
  const [, commit = ''] =
    /"commit":"([0-9a-f]{40})","steps"/.exec(JSON.stringify(answer)) ?? [];
  return commit;
}
