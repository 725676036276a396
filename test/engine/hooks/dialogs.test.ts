import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../../src/domain/ids.js';
import { readAgent } from '../../../src/formats/agent-file.js';
import { expectNothingLeftOpen } from '../../helpers/leaks.js';
import { anEngine } from '../an-engine.js';

const hook = join(import.meta.dirname, '../../../dist/hook.cjs');

/**
 * Asks leave in a dialog as soon as it starts; with ASKS also by its hook, whose answer it
 * does not hear. Then it says at its prompt what was chosen, and what it is told.
 */
const PROGRAM = String.raw`
const { execFile } = require('node:child_process');
const labels = ['Yes', 'Yes, and allow it for this session', 'No'];
let cursor = 0, chosen, typed = '';
const clear = '\x1b[H\x1b[2J';
const draw = () => process.stdout.write(clear + ' Write a.txt\r\n Do you want to write it?\r\n' +
  labels.map((label, at) => (cursor === at ? ' ❯ ' : '   ') + (at + 1) + '. ' + label).join('\r\n'));
process.stdin.setRawMode(true);
process.stdin.on('data', (bytes) => {
  const keys = String(bytes);
  if (chosen !== undefined) {
    if (keys === '\r') return process.stdout.write('\r\ntold: ' + typed);
    typed += keys;
    return process.stdout.write(keys);
  }
  if (keys === '\x1b[B') cursor++;
  if (keys !== '\r') return draw();
  chosen = labels[cursor];
  process.stdout.write(clear + 'chosen: ' + chosen + '\r\n❯ ');
});
draw();
if (process.env.ASKS) execFile(process.execPath, [process.argv[1], '{"event":"Ask","gives":["all"]}']);
`;

const asker = (asksByHook: boolean) => `
command: ${process.execPath}
args: [-e, ${JSON.stringify(PROGRAM)}, ${JSON.stringify(hook)}]
env: { ${asksByHook ? "ASKS: '1'" : ''} }
screens:
  - { doing: waiting, region: menu, pattern: 'Do you want' }
  - { doing: idle, pattern: '^❯' }
permission:
  question: 'Do you want to .*\\?'
  approve: '^Yes$'
  always: 'for this session$'
  reject: '^No$'
  feedback: '^❯\\s*$'
hooks:
  name: event
  events: [{ on: Ask, doing: waiting, detail: your permission }]
  answers:
    - on: Ask
      kind: permission
      text: Write the file a.txt
      settledBy: Done
      yes: { say: 'yes' }
      no: { say: 'no' }
      always: { gives: gives, print: { say: always } }
`;

const A = workstreamId('A');
const approve = { type: 'approve', workstream: A, revision: null, by: 'me' } as const;

describe('the dialog in which an agent asks leave', () => {
  expectNothingLeftOpen();

  it('gives it for the session by the label that says so, where no hook asks', async () => {
    await using asking = await anAsker(false);
    const { engine, shows } = asking;
    expect(await engine.peer.ask({ type: 'planText', workstream: A })).toMatchObject({
      value: { always: 'Yes, and allow it for this session' },
    });
    expect(await engine.peer.ask({ ...approve, always: true })).toMatchObject({
      ok: true,
    });
    await shows('chosen: Yes, and allow it for this session');
    expect(await answers(engine)).toMatchObject([
      { given: true, always: true, by: 'me' },
    ]);
    await expect.poll(() => engine.status()?.workstreams[0]?.asks).toBeNull();
  });

  it('is answered where a hook asks, too, and its answer is not heard', async () => {
    await using asking = await anAsker(true);
    const { engine, shows } = asking;
    const text = async () => engine.peer.ask({ type: 'planText', workstream: A });
    await expect.poll(text).toMatchObject({
      value: { text: 'Write the file a.txt', always: '[\n  "all"\n]' },
    });
    expect(await engine.peer.ask(approve)).toMatchObject({ ok: true });
    await shows('chosen: Yes');
    expect(await answers(engine)).toMatchObject([
      { given: true, asked: 'Write the file a.txt' },
    ]);
  });

  it('takes a no, and its agent is told why at its prompt', async () => {
    await using asking = await anAsker(true);
    const { engine, shows } = asking;
    const text = async () => engine.peer.ask({ type: 'planText', workstream: A });
    await expect.poll(text).toMatchObject({ value: { always: '[\n  "all"\n]' } });
    const reject = {
      type: 'reject',
      workstream: A,
      message: 'b.txt!',
      by: 'me',
    } as const;
    expect(await engine.peer.ask(reject)).toMatchObject({ ok: true });
    await shows('told: b.txt!');
    expect(await answers(engine)).toMatchObject([{ given: false, message: 'b.txt!' }]);
  });
});

async function anAsker(asksByHook: boolean) {
  const agent = readAgent(asker(asksByHook), { file: 'asker.yaml' });
  if (!agent.ok) throw new Error(JSON.stringify(agent.failure));
  // No answer to a hook of this one is ever heard.
  const limits = { heardMs: 100 };
  const engine = await anEngine({ agents: new Map([['asker', agent.value]]), limits });
  await engine.up('version: 1\nworkstreams: [{ id: A, agent: asker, approval: none }]\n');
  await engine.shows('A waiting');
  await expect.poll(() => engine.status()?.workstreams[0]?.asks).toBe('permission');
  return {
    engine,
    shows: (line: string) =>
      expect
        .poll(async () => {
          const told = await engine.peer.ask({ type: 'explain', workstream: A });
          return told.ok ? told.value.rungs.flatMap(({ lines }) => lines) : [];
        })
        .toContain(line),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

type Engine = Awaited<ReturnType<typeof anEngine>>;

async function answers({ journal }: Engine) {
  return (await journal()).filter(({ type }) => type === 'permissionAnswered');
}
