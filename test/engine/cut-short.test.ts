/** What becomes of a line whose reader ends, or whose engine is killed, while it is typed. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { readAgent } from '../../src/formats/agent-file.js';
import { anEngine } from './an-engine.js';

/** Ends at the first key that it gets; started again, it writes down what it is told. */
const ENDS_AT_A_KEY = String.raw`
const { appendFileSync, existsSync, writeFileSync } = require('node:fs');
process.stdin.setRawMode(true);
process.stdout.write('Ready.\r\n❯ ');
const isFirst = !existsSync('ended');
process.stdin.on('data', (bytes) => {
  if (!isFirst) return appendFileSync('told', String(bytes));
  writeFileSync('ended', '');
  process.exit(1);
});
`;

async function oneThatEnds() {
  const file = `command: node\nargs: [agent.cjs]\nscreens: [{ doing: idle, pattern: '❯' }]\n`;
  const spec = readAgent(file, { file: 'ends.yaml' });
  const engine = await anEngine({
    agents: new Map(spec.ok ? [['ends', spec.value]] : []),
  });
  await engine.repo.commit({ 'agent.cjs': ENDS_AT_A_KEY });
  await engine.up('version: 1\nworkstreams: [{ id: A, agent: ends, approval: none }]\n');
  await engine.shows('A idle');
  return engine;
}

it('says that an agent ended before it could read a line', async () => {
  await using engine = await oneThatEnds();
  const workstream = workstreamId('A');
  expect(
    await engine.peer.ask({
      type: 'send',
      workstream,
      text: 'hello',
      now: false,
      by: 'ada',
    }),
  ).toMatchObject({
    failure: { message: 'A has ended and has not read it; `wtmux restart A`' },
  });
});

it('keeps what waits for an agent that ended while it was typed', async () => {
  await using engine = await oneThatEnds();
  const workstream = workstreamId('A');
  await engine.peer.ask({
    type: 'note',
    workstreams: [workstream],
    text: 'hello',
    from: { type: 'person', name: 'ada' },
  });
  await engine.shows('A failed');
  const events = async () => (await engine.journal()).map(({ type }) => type);
  expect(await events()).not.toContain('notesDelivered');
  await engine.peer.ask({ type: 'restart', workstream, fresh: false });
  const told = join(engine.repo.outside, 'project.worktrees/A/told');
  await expect.poll(() => readFile(told, 'utf8').catch(() => '')).toContain('hello\r');
  expect(engine.notices.join('\n')).not.toContain('shows a menu');
});
