import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../../src/domain/ids.js';
import { readAgent, type AgentSpec } from '../../../src/formats/agent-file.js';
import { expectNothingLeftOpen } from '../../helpers/leaks.js';
import { anEngine } from '../an-engine.js';
import { layDown } from './a-hook.js';

const NODE = process.execPath;
const program = join(import.meta.dirname, '../../../dist/hook.cjs');

/** Tells what it is told to tell: each line that is typed is an event. */
const teller = `
command: sh
args: [-c, 'while read -r line; do printf "%s" "$line" | ${NODE} ${program}; echo "told $line"; done']
hooks:
  name: event
  subagent: sub
  events:
    - { on: [Start, Tool], doing: busy }
    - { on: Ask, where: { what: '^Bash$' }, doing: waiting, detail: 'your permission: {what}' }
    - { on: Fail, doing: error, detail: '{why}' }
    - { on: Stop, doing: idle }
screens: [{ doing: busy, lines: 1, pattern: 'by-screen' }]
`;

const plan = `
version: 1
workstreams: [{ id: A, agent: teller, approval: none }]
`;

describe('what an agent tells by its hook', () => {
  expectNothingLeftOpen();

  it('is its state, with what it waits for', async () => {
    await using engine = await anEngine({ agents: new Map([['teller', agent(teller)]]) });
    await engine.up(plan);
    await engine.shows('A working');
    const tell = (event: object) =>
      engine.peer.ask({
        type: 'send',
        workstream: A,
        text: JSON.stringify(event),
        now: true,
        by: 'ada',
      });
    const shows = (state: string, source: string, waitsFor: string | null) =>
      expect
        .poll(() => engine.status()?.workstreams)
        .toMatchObject([{ state, source, waitsFor }]);

    await tell({ event: 'Start' });
    await shows('working', 'hook', null);
    await tell({ event: 'Ask', what: 'Bash' });
    await shows('waiting', 'hook', 'your permission: Bash');
    await tell({ event: 'Stop', sub: 'explorer' });
    await tell({ event: 'Ask', what: 'Unheard' });
    await tell({ event: 'Fail', why: 'rate limit' });
    await shows('blocked', 'hook', 'your help: rate limit');
    await tell({ event: 'Stop' });
    await shows('idle', 'hook', 'a word from you, or its signal');
    await tell({ state: 'waiting', detail: 'the tide' });
    await shows('waiting', 'hook', 'the tide');
    // Nobody tells that it went on, but its screen shows it.
    await tell({ event: 'by-screen' });
    await shows('working', 'screen', null);
    // The line may be echoed before the shell reads it, and said after that.
    const explained = () => engine.peer.ask({ type: 'explain', workstream: A });
    await expect.poll(explained).toMatchObject({
      ok: true,
      value: {
        state: 'working',
        source: 'screen',
        agent: 'teller',
        doing: 'busy',
        rungs: [
          { source: 'process', says: 'runs' },
          {
            source: 'hook',
            says: 'waiting',
            why: 'state: waiting, overruled by what its title or screen shows',
            lines: ['the tide'],
          },
          { source: 'title', says: null, why: 'no rule fits it' },
          {
            source: 'screen',
            says: 'busy',
            why: 'screens[0]',
            lines: ['told {"event":"by-screen"}'],
          },
        ],
      },
    });
  });

  it('counts when it is told a moment too late, not when the clock was set back', async () => {
    await using engine = await anEngine({ agents: new Map([['teller', agent(teller)]]) });
    await engine.up(plan);
    await engine.shows('A working');
    const { spool } = engine.paths;
    const session = engine.status()?.workstreams[0]?.session ?? '';
    const tell = (event: object, startedMs: number) =>
      layDown(spool, { startedMs, text: `${session}\n${JSON.stringify(event)}` });
    const now = Date.now();
    await tell({ event: 'Ask', what: 'Bash' }, now);
    await engine.shows('A waiting');
    await tell({ event: 'Stop' }, now - 1000);
    await expect.poll(() => readdir(spool)).toEqual([]);
    expect(engine.states()).toEqual(['A waiting']);
    await tell({ event: 'Stop' }, now - 3_600_000);
    await engine.shows('A idle');
  });
});

const A = workstreamId('A');

function agent(text: string): AgentSpec {
  const read = readAgent(text, { file: 'teller.yaml' });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}
