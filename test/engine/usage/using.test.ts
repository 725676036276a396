import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { workstreamId } from '../../../src/domain/ids.js';
import type { Counted } from '../../../src/domain/usage.js';
import { UsageFilesRead } from '../../../src/engine/usage/reading-usage.js';
import { readAgent, type AgentSpec } from '../../../src/formats/agent-file.js';
import { shipped } from '../../agents/shipped.js';
import { aFolder } from '../../helpers/folder.js';
import { expectNothingLeftOpen } from '../../helpers/leaks.js';
import { anEngine } from '../an-engine.js';

const program = join(import.meta.dirname, '../../../dist/hook.cjs');

/** Tells what it is told to tell. */
const teller = `
command: sh
args: [-c, 'while read -r line; do printf "%s" "$line" | ${process.execPath} ${program}; echo "told $line"; done']
hooks:
  name: event
  events: [{ on: Start, doing: busy }, { on: Stop, doing: idle }]
usage:
  events: { of: talk, window: size, cost: dollars }
  files: ['{logs}/*.jsonl']
  head: { folder: cwd, began: at, aside: { by: '^helper$' } }
  lines:
    where: { type: '^said$' }
    once: id
    tokens: { input: in, output: out }
    context: in
`;

const plan = `
version: 1
workstreams:
  - { id: A, agent: teller, approval: none, budget: { tokens: 1k, hold: true } }
  - { id: B, agent: teller, approval: none }
`;

const A = workstreamId('A');

expectNothingLeftOpen();

it('shows what an agent tells by its hook and in its file, and holds it to its budget', async () => {
  await using engine = await anEngine({ agents: new Map([['teller', agent(teller)]]) });
  await engine.up(plan);
  await engine.shows('A working', 'B working');
  const logs = engine.repo.outside;
  const log = join(logs, 'log.jsonl');
  const of = (id: string) => engine.status()?.workstreams.find((one) => one.id === id);
  const tell = (event: object) =>
    engine.peer.ask({
      type: 'send',
      workstream: A,
      text: JSON.stringify(event),
      now: true,
      by: 'ada',
    });
  const cwd = of('A')?.worktree;
  const said = (id: string, input: number) =>
    appendFile(log, line({ type: 'said', id, in: input, out: 50 }));

  const at = new Date().toISOString();
  await writeFile(log, `${line({ type: 'head', cwd, at })}no JSON "in"\n`);
  const much = line({ type: 'said', id: 'o', in: 9000, out: 9000 });
  const other = line({ type: 'head', cwd: logs, at });
  await writeFile(join(logs, 'other.jsonl'), other + much);
  const old = line({ type: 'head', cwd, at: '2020-01-01T00:00:00Z' });
  await writeFile(join(logs, 'old.jsonl'), old + much);
  const helper = line({ type: 'head', cwd, at, by: 'helper' });
  const helped = line({ type: 'said', id: 'h', in: 60, out: 0 });
  await writeFile(join(logs, 'helper.jsonl'), helper + helped);
  await said('m1', 400);
  await said('m1', 400);
  await tell({ event: 'Start', logs });
  // Beside its work: what it told of that stays.
  await tell({ size: 1000, dollars: 0.25 });
  const used = () => of('A')?.usage;
  await expect.poll(used).toMatchObject({
    tokens: { input: 460, output: 50 },
    cost: 0.25,
    context: { now: { tokens: 400, window: 1000 } },
    session: { id: of('A')?.session, cost: 0.25 },
  });
  expect(of('A')).toMatchObject({ state: 'working', source: 'hook' });
  expect(engine.status()?.escalations).toEqual([]);
  expect(of('B')?.usage).toBeNull();

  await tell({ talk: 'another', dollars: 0.5 });
  await said('m2', 900);
  await tell({ event: 'Stop' });
  await engine.shows('A held', 'B working');
  const text = 'A: it has used up its budget of 1k tokens: 1.5k';
  await expect.poll(() => engine.notices).toContain(text);
  await expect.poll(engine.status).toMatchObject({
    usage: { tokens: { input: 1360, output: 100 }, cost: 0.75 },
    approvals: [{ id: 'escalation:A' }],
  });
  const journal = await engine.journal();
  expect(journal.filter(({ type }) => type === 'escalated')).toMatchObject([
    { text, hold: true },
  ]);
});

it('reads on where another engine stopped, and counts nothing twice', async () => {
  await using folder = await aFolder();
  const rule = shipped('claude').usage?.lines;
  if (!rule) throw new Error('no rule');
  const main = join(folder.path, 'main.jsonl');
  const fork = join(folder.path, 'fork.jsonl');
  const aside = join(folder.path, 'main/subagents/agent-1.jsonl');
  await mkdir(join(folder.path, 'main/subagents'), { recursive: true });
  await writeFile(main, message('m1', 10) + message('m2', 20));
  await writeFile(aside, message('s1', 5, true));

  const first = new UsageFilesRead(rule, new Map());
  const { counted } = await first.read(files(main, aside));
  expect(sums(counted)).toEqual({ main: 30, 'agent-1': 5 });
  expect(first.context).toEqual({ context: 20 });
  expect((await first.read(files(main, aside))).counted).toEqual([]);

  await appendFile(main, message('m2', 20) + message('m3', 30).slice(0, -9));
  await writeFile(fork, message('m1', 10) + message('m2', 20) + message('m4', 40));
  const before = new Map(counted.map(({ source, ...told }) => [source, told]));
  const second = new UsageFilesRead(rule, before);
  expect(sums((await second.read(files(fork))).counted)).toEqual({ fork: 40 });
  await appendFile(main, message('m3', 30).slice(-9));
  expect(sums((await second.read(files(main, fork))).counted)).toEqual({ main: 60 });
});

function message(id: string, input: number, isSidechain = false): string {
  const usage = { input_tokens: input, output_tokens: 0 };
  return line({ type: 'assistant', isSidechain, message: { id, usage } });
}

function files(...paths: readonly string[]) {
  return paths.map((path) => ({ path, aside: false }));
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

function sums(counted: readonly Counted[]): object {
  return Object.fromEntries(
    counted.map(({ source, tokens }) => [
      source.replace(/^.*\//, '').replace('.jsonl', ''),
      tokens?.input,
    ]),
  );
}

function agent(text: string): AgentSpec {
  const read = readAgent(text, { file: 'teller.yaml' });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}
