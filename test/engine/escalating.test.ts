import { expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

const silent = `
version: 1
agents: { waits: { command: cat } }
workstreams: [{ id: A, agent: waits, approval: none }]
escalations: [{ workstream: A, when: silent, after: 1s }]
`;

expectNothingLeftOpen();

it('an escalation is raised when its time is over, and waits to be acknowledged', async () => {
  await using engine = await anEngine();
  await engine.up(silent);
  await engine.shows('A working');
  await expect
    .poll(() => engine.status()?.approvals)
    .toMatchObject([{ id: 'escalation:A' }]);
  await expect.poll(() => engine.notices).toContain('A: no sign of life for 1s');
  const seen = { type: 'acknowledge', workstream: workstreamId('A'), by: 'me' } as const;
  expect(await engine.peer.ask(seen)).toMatchObject({ ok: true });
  expect(await engine.peer.ask(seen)).toMatchObject({ ok: false });
  await expect.poll(() => engine.status()?.approvals).toEqual([]);
  expect(engine.status()?.escalations).toMatchObject([{ acknowledgedBy: 'me' }]);
});
