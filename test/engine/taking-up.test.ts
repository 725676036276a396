/** What the worktree of one that starts has of what it builds upon. */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { waveId, workstreamId } from '../../src/domain/ids.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

type Engine = Awaited<ReturnType<typeof anEngine>>;

/** Does what a line of its terminal says, without an echo. */
const HEAD = `
version: 1
agents: { hand: { command: sh } }
`;

const commit = (file: string, text: string) =>
  `echo ${text} > ${file}; git add ${file}; git commit -qm ${file}`;
const done = (id: string) =>
  `mkdir -p .claude/handoff; echo '{"workstream":"${id}","status":"complete"}' > .s; mv .s .claude/handoff/${id}.signal`;

function does(engine: Engine, id: string, ...lines: readonly string[]) {
  return engine.peer.ask({
    type: 'send',
    workstream: workstreamId(id),
    text: lines.join('; '),
    now: true,
    by: 'ada',
  });
}

function inTree(engine: Engine, id: string, ...args: readonly string[]): string {
  const cwd = join(engine.repo.outside, 'project.worktrees', id);
  return execFileSync('git', args, { cwd, encoding: 'utf8' }).trim();
}

async function told(engine: Engine, id: string): Promise<string> {
  const answer = await engine.peer.ask({ type: 'prompt', workstream: workstreamId(id) });
  return answer.ok ? answer.value.text : answer.failure.message;
}

describe('taking up', () => {
  expectNothingLeftOpen();

  it('gives one that starts the branch of what is done, and merges the next ones into it', async () => {
    await using engine = await anEngine();
    await engine.up(`${HEAD}workstreams:
  - { id: A, agent: hand, approval: none }
  - { id: B, agent: hand, approval: none }
  - { id: C, agent: hand, prompt: x, approval: none, dependsOn: [{ id: A, after: signal }, B] }
waves:
  - { id: one, members: [A], target: integration/one }
  - { id: two, members: [B, C], target: main }
`);
    await engine.shows('A working', 'B working', 'C planned');
    expect(await told(engine, 'C')).toContain(
      'Your branch has it, from:\n- workstream/a (A)\n- workstream/b (B)\n',
    );
    await does(engine, 'A', commit('a.txt', 'a'), done('A'));
    await does(engine, 'B', commit('b.txt', 'b'), done('B'));
    await engine.shows('A done', 'B done', 'C working');
    expect(inTree(engine, 'C', 'log', '--format=%s', '--topo-order')).toBe(
      'Merge workstream B (workstream/b) into workstream/c\nb.txt\na.txt\nbegin',
    );
    expect(inTree(engine, 'C', 'status', '--porcelain', '-uno')).toBe('');

    // What came in by that is not its own.
    const ahead = () => engine.status()?.workstreams.find(({ id }) => id === 'C')?.ahead;
    expect(ahead()).toBe(0);
    await does(engine, 'C', commit('c.txt', 'c'), done('C'));
    await engine.shows('C done', 'one ready', 'two draft');
    await expect.poll(ahead).toBe(1);
    expect(engine.notices.filter((text) => text.includes('doubtful'))).toEqual([]);
    await engine.peer.ask({
      type: 'merge',
      wave: waveId('one'),
      by: 'ada',
      fastForward: false,
    });
    await engine.shows('one landed', 'two ready');
  });

  it('leaves what conflicts to its agent, and says so', async () => {
    await using engine = await anEngine();
    await engine.up(`${HEAD}workstreams:
  - { id: A, agent: hand, approval: none }
  - { id: B, agent: hand, approval: none }
  - { id: C, agent: hand, prompt: x, approval: none, dependsOn: [A, B] }
`);
    await engine.shows('A working', 'B working');
    await does(engine, 'A', commit('same.txt', 'a'), done('A'));
    await does(engine, 'B', commit('same.txt', 'b'), done('B'));
    await engine.shows('A done', 'B done', 'C working');
    expect(engine.notices).toContain(
      'C: its worktree cannot take up workstream/b: they conflict in same.txt; ' +
        'its agent is told to merge it',
    );
    const text = await told(engine, 'C');
    expect(text).toContain('Your branch has it, from:\n- workstream/a (A)\n\n');
    expect(text).toContain('as far as you need them:\n- workstream/b (B)\n\n');
    expect(inTree(engine, 'C', 'log', '-1', '--format=%s')).toBe('same.txt');
  });

  it('lets one with commits of its own start again, and merges nothing into them', async () => {
    await using engine = await anEngine();
    await engine.up(`${HEAD}workstreams:
  - { id: A, agent: hand, approval: none }
  - { id: B, agent: hand, prompt: x, approval: none, dependsOn: [A] }
waves:
  - { id: one, members: [A], target: integration/one, approval: auto }
  - { id: two, members: [B], target: main }
`);
    await engine.shows('A working');
    await does(engine, 'A', commit('a.txt', 'a'), done('A'));
    await engine.shows('one landed', 'B working');
    await does(engine, 'B', commit('b.txt', 'b'), 'exit 1');
    await engine.shows('B failed');
    await writeFile(join(engine.repo.outside, 'project.worktrees/B/a.txt'), 'changed');
    await engine.repo.branch('integration/one', { 'more.txt': 'm' }, 'integration/one');
    await engine.peer.ask({ type: 'restart', workstream: workstreamId('B') });
    await engine.shows('B working');
    expect(inTree(engine, 'B', 'log', '-1', '--format=%s')).toBe('b.txt');
    expect(await told(engine, 'B')).toContain(
      'as far as you need them:\n- integration/one\n\n',
    );
  });

  it('merges the targets of several waves that do not build on each other', async () => {
    await using engine = await anEngine();
    await engine.up(`${HEAD}workstreams:
  - { id: A, agent: hand, approval: none }
  - { id: B, agent: hand, approval: none }
  - { id: C, agent: hand, prompt: x, approval: none, dependsOn: [A, B] }
waves:
  - { id: one, members: [A], target: integration/one, approval: auto }
  - { id: two, members: [B], target: integration/two, from: main, approval: auto }
  - { id: three, members: [one, two, C], target: main }
`);
    await engine.shows('A working', 'B working');
    await does(engine, 'A', commit('a.txt', 'a'), done('A'));
    await does(engine, 'B', commit('b.txt', 'b'), done('B'));
    await engine.shows('one landed', 'two landed', 'C working');
    expect(inTree(engine, 'C', 'ls-files').split('\n')).toEqual(
      expect.arrayContaining(['a.txt', 'b.txt']),
    );
  });
});
