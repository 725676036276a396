import { expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { readMachine } from '../../src/engine/scaling.js';
import { readAgent } from '../../src/formats/agent-file.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

const PLAN = `
version: 1
maxSessions: auto
workstreams:
  - { id: A, agent: limited, approval: none }
  - { id: B, agent: limited, approval: none }
  - { id: C, agent: limited, approval: none }
`;

expectNothingLeftOpen();

it('starts what the machine bears, and no more while an agent is at its rate limit', async () => {
  const file = 'limited.yaml';
  const read = readAgent('command: cat\nrateLimit: ^at my limit', { file });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  const load = 0.3;
  await using engine = await anEngine({
    agents: new Map([['limited', read.value]]),
    machine: () => ({ processors: 2, load, memory: 0.5 }),
  });
  await engine.up(PLAN);
  await engine.shows('A working', 'B working', 'C ready');
  expect(engine.status()?.scale).toMatchObject({ limit: 2, why: 'load 0.3 a core' });
  const [A, B] = [workstreamId('A'), workstreamId('B')];
  await engine.peer.ask({
    type: 'send',
    workstream: A,
    text: 'at my limit',
    now: true,
    by: 'ada',
  });
  await expect
    .poll(() => engine.status()?.scale)
    .toMatchObject({ limit: 1, why: 'an agent is at its rate limit' });
  await engine.peer.ask({ type: 'stop', workstream: B });
  await engine.shows('A working', 'B skipped', 'C ready');
  await expect
    .poll(() => engine.status()?.workstreams.find(({ id }) => id === 'C')?.waitsFor)
    .toBe('a free session (1 of 1 are taken; an agent is at its rate limit)');
});

it('reads the machine', () => {
  const { processors, load, memory } = readMachine();
  expect(processors).toBeGreaterThan(0);
  expect(load).toBeGreaterThanOrEqual(0);
  expect(memory ?? 0).toBeLessThanOrEqual(1);
});
