import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitId, sessionId, workstreamId } from '../../src/domain/ids.js';
import type { Fact } from '../../src/engine/plan-keeper.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import type { Repo } from '../helpers/repo.js';
import { plan, ws } from '../workflow/a-plan.js';
import { anEngine } from './an-engine.js';

/** Signals at once; told of something, it keeps that, mends it and signals anew. */
const AGENT = `
mkdir -p .claude/handoff
say() { echo '{"workstream":"A","status":"complete","notes":"'$1'"}' > .claude/handoff/a.signal; }
say first
while read -r line; do echo "$line" > told; touch mended; say again; done
`;

const gated = `
version: 1
agents: { mends: { command: sh, args: [agent.sh] } }
gates:
  unit: { run: "echo looked in $PWD; test -f mended", retries: 0 }
  lint: { run: "true" }
workstreams: [{ id: A, agent: mends, approval: none, gates: [lint, unit] }]
`;

describe('gates of a workstream', () => {
  expectNothingLeftOpen();

  it('run in its worktree, and what is red is told to its agent, which mends it', async () => {
    await using engine = await anEngine();
    await engine.repo.commit({ 'agent.sh': AGENT });
    await engine.up(gated);
    await engine.shows('A done');
    const worktree = join(engine.repo.outside, 'project.worktrees/A');
    const told = await readFile(join(worktree, 'told'), 'utf8');
    expect(told).toContain('The gate unit (echo looked in $PWD; test -f mended) is red');
    expect(told).toContain(`it exited with 1. Its output ends: looked in ${worktree}`);
    expect(engine.status()?.workstreams).toMatchObject([
      { redRuns: 0, gates: [{ name: 'lint' }, { name: 'unit', state: 'passed' }] },
    ]);
    const verdicts = (await engine.journal()).flatMap((event) =>
      event.type === 'checked' ? [event.verdict.type] : [],
    );
    expect(verdicts).toEqual(['red', 'green']);
  });

  it('that are red are overridden with a reason, which is on record', async () => {
    await using engine = await anEngine({ history: aWorkBeforeItsGate });
    await engine.shows('A failed');
    const A = workstreamId('A');
    const ask = (reason: string) =>
      engine.peer.ask({ type: 'override', workstream: A, by: 'ada', reason });
    expect(await ask(' ')).toMatchObject({ failure: { message: 'override: say why' } });
    await expect
      .poll(() => engine.status()?.workstreams[0]?.waitsFor)
      .toContain('`wtmux up` asks');
    expect(await ask('only a demonstration')).toEqual({ ok: true, value: null });
    await engine.shows('A done');
    expect(engine.status()?.workstreams[0]).toMatchObject({
      gates: [{ name: 'evil', state: 'overridden' }],
      override: { by: 'ada', reason: 'only a demonstration' },
    });
    expect(await ask('again')).toMatchObject({
      failure: { message: 'A has no gate that is red' },
    });
  });

  it('that nobody agreed to on this machine do not run', async () => {
    await using engine = await anEngine({ history: aWorkBeforeItsGate });
    // It has failed as lost before its signal is read, and as not agreed to after.
    await expect
      .poll(() => engine.status()?.workstreams[0]?.waitsFor)
      .toContain('`wtmux up` asks');
    await engine.shows('A failed');
    expect(existsSync(join(engine.repo.folder, 'ran'))).toBe(false);
  });
});

/** Its engine was killed while it was judged, or somebody wrote that. */
async function aWorkBeforeItsGate({ folder, git, tip }: Repo): Promise<readonly Fact[]> {
  const start = commitId(await tip('main'));
  const path = join(folder, '..', 'project.worktrees/A');
  await git.raw('worktree', 'add', '-b', 'workstream/A', path);
  await mkdir(join(path, '.claude/handoff'), { recursive: true });
  const signal = '{"workstream":"A","status":"complete"}';
  await writeFile(join(path, '.claude/handoff/a.signal'), signal);
  const workstream = workstreamId('A');
  const ran = join(folder, 'ran');
  const evil = {
    name: 'evil',
    run: `touch '${ran}'`,
    timeoutMs: 9000,
    retries: 0,
    measure: undefined,
  };
  const taken = { ...plan([ws('A', { gates: ['evil'] })]), gates: { evil } };
  const made = [{ workstream, path, branch: 'workstream/A', start }];
  const session = sessionId('s-A');
  return [
    { type: 'planTaken', plan: taken, made },
    { type: 'sessionStarted', workstream, session, agent: 'demo' },
  ];
}
