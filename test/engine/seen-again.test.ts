import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { readAgent, type AgentSpec } from '../../src/formats/agent-file.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

/** Asks, takes a line, and fails. */
const fails = `
command: sh
args: [-c, "printf 'Go on?'; read answer; exit 3"]
screens: [{ doing: waiting, pattern: 'Go on' }]
`;

/** Its menu with the cursor on an option, in place of what it showed. */
const menu = (yes: string, no: string) =>
  `printf '\\033[2J\\033[HStart this?\\n${yes} 1. Yes\\n${no} 2. No\\n'`;

/** Reads so many bytes as they are typed. */
const typed = (bytes: number) => `dd bs=1 count=${bytes} >/dev/null 2>&1`;

/** Asks about its plan, and says no more of a no than that it goes on. */
const asksOnce = [
  'stty -icanon -echo',
  menu('❯', ' '),
  typed('\u001b[B'.length),
  menu(' ', '❯'),
  typed(1),
  `printf '\\033[2J'; exec cat`,
].join('; ');

const curt = `
command: sh
args: [-c, ${JSON.stringify(asksOnce)}]
screens: [{ doing: waiting, pattern: 'Start this' }]
plan: { question: 'Start this', approve: '^Yes', reject: '^No', feedback: 'Why' }
`;

const plan = (approval: string) => `
version: 1
workstreams: [{ id: A, agent: asks, approval: ${approval} }]
`;

describe('what an agent does', () => {
  expectNothingLeftOpen();
  const workstream = workstreamId('A');

  it('is seen again of one that was restarted and shows the same', async () => {
    await using engine = await anEngine({ agents: agents(fails) });
    await engine.up(plan('none'));
    await engine.shows('A waiting');
    await engine.peer.ask({
      type: 'send',
      workstream,
      text: 'yes',
      now: true,
      by: 'ada',
    });
    await engine.shows('A failed');

    await engine.peer.ask({ type: 'restart', workstream });
    await expect.poll(engine.states).toContain('A waiting');
  });

  it('is no approval when it took a no and went on', async () => {
    await using engine = await anEngine({ agents: agents(curt) });
    await engine.up(plan('plan'));
    await engine.shows('A plan_review');
    const answer = await engine.peer.ask({
      type: 'reject',
      workstream,
      message: 'smaller',
      by: 'me',
    });
    expect(answer).toMatchObject({ ok: false });
    await engine.shows('A working');
    const types = (await engine.journal()).map(({ type }) => type);
    expect(types).toContain('planRejected');
    expect(types).not.toContain('planApproved');
  });
});

function agents(text: string): ReadonlyMap<string, AgentSpec> {
  const read = readAgent(text, { file: 'asks.yaml' });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return new Map([['asks', read.value]]);
}
