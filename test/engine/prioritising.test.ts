import { expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

const PLAN = `
version: 1
maxSessions: 1
agents: { reads: { command: cat } }
workstreams:
  - { id: A, agent: reads, approval: none, priority: critical }
  - { id: B, agent: reads, approval: none }
  - { id: C, agent: reads, approval: none }
`;

expectNothingLeftOpen();

it('starts what a person moved to the front, and tells who did', async () => {
  await using engine = await anEngine();
  await engine.up(PLAN);
  await engine.shows('A working', 'B ready', 'C ready');
  const move = (id: string, place: number | 'last') =>
    engine.peer.ask({
      type: 'prioritise',
      workstream: workstreamId(id),
      place,
      by: 'ada',
    });
  expect(await move('C', 1)).toEqual({ ok: true, value: { place: 1, of: 2 } });
  expect(await move('B', 'last')).toEqual({ ok: true, value: { place: 2, of: 2 } });
  await expect
    .poll(() => engine.status()?.workstreams.map(({ id, turn }) => [id, turn?.place]))
    .toEqual([
      ['A', undefined],
      ['C', 1],
      ['B', 2],
    ]);
  expect(await move('A', 1)).toMatchObject({
    failure: { message: 'A has started already' },
  });
  expect(await move('X', 1)).toMatchObject({ ok: false });
  await engine.peer.ask({ type: 'stop', workstream: workstreamId('A') });
  await engine.shows('A skipped', 'B ready', 'C working');
});
