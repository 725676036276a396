import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { workstreamId } from '../../../src/domain/ids.js';
import { shipped } from '../../agents/shipped.js';
import { random } from '../../helpers/random.js';
import { anEngine } from '../an-engine.js';

/** Asks and is answered by processes, a few hundred milliseconds each on a busy machine. */
const CHANGES = 100;
const LIMIT_MS = 600_000;

it(
  'gives an answer to what was read alone, however often it asks for another meanwhile',
  { timeout: LIMIT_MS },
  async () => {
    const { chance } = random(20_261_201);
    const args = [join(import.meta.dirname, 'opencode-asks.cjs')];
    const spec = { ...shipped('opencode'), command: process.execPath, args };
    await using engine = await anEngine({ agents: new Map([['opencode', spec]]) });
    await engine.up(
      'version: 1\nworkstreams: [{ id: A, agent: opencode, approval: none }]\n',
    );
    const worktree = join(engine.repo.outside, 'project.worktrees/A');
    const written = async (name: string) => {
      const text = await readFile(join(worktree, name), 'utf8').catch(() => '');
      return text.split('\n').slice(0, -1);
    };
    await expect.poll(() => written('pid')).toHaveLength(1);
    const [pid = ''] = await written('pid');
    const workstream = workstreamId('A');
    let changes = 0;
    const given: string[] = [];
    while (changes < CHANGES || given.length === 0) {
      const read = await engine.peer.ask({ type: 'planText', workstream });
      if (!read.ok) continue;
      const { text, revision } = read.value;
      const [, id = ''] = /make part-(\d+)/.exec(text) ?? [];
      const sent = engine.peer.ask({ type: 'approve', workstream, revision, by: 'ada' });
      if (chance(0.5)) {
        process.kill(Number(pid), 'SIGUSR2');
        changes++;
      }
      if ((await sent).ok) given.push(`per_${id} once`);
    }
    // One that came too late may count as given, and is heard by nobody.
    const late = new Set(await written('late'));
    const heard = given.filter((one) => !late.has(one.replace(' once', '')));
    expect(await written('replies')).toEqual(heard);
  },
);
