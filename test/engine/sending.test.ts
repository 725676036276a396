import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { readAgent } from '../../src/formats/agent-file.js';
import { anEngine, type Before } from './an-engine.js';

/** For lines of which nothing ever proves that they were taken. */
const IMPATIENT = { acceptMs: 1000 };

/** Asks, then has a line begun at its prompt until it is told that it is cleared. */
const HALF_TYPED = `
printf 'Allow it? Enter confirms'
while [ ! -e answered ]; do sleep 0.02; done
printf '\\033[H\\033[2J'
printf '❯ please do not'
while [ ! -e cleared ]; do sleep 0.02; done
printf '\\033[H\\033[2J❯ '
read -r line; echo "$line" > told; echo at it
sleep 100
`;

const agent = `
command: sh
args: [agent.sh]
emptyPrompt: '^❯'
screens: [{ doing: waiting, pattern: '^Allow' }, { doing: idle, pattern: '❯' }]
`;

it('types nothing into a dialog, nor behind what a person has begun to type', async () => {
  const spec = readAgent(agent, { file: 'half.yaml' });
  await using engine = await anEngine({
    agents: new Map(spec.ok ? [['half', spec.value]] : []),
  });
  await engine.repo.commit({ 'agent.sh': HALF_TYPED });
  await engine.up('version: 1\nworkstreams: [{ id: A, agent: half, approval: none }]\n');
  await engine.shows('A waiting');
  const workstream = workstreamId('A');
  const send = () =>
    engine.peer.ask({ type: 'send', workstream, text: 'hello', now: true, by: 'ada' });
  expect(await send()).toMatchObject({
    failure: { message: expect.stringContaining('A shows no empty prompt') },
  });
  const worktree = join(engine.repo.outside, 'project.worktrees/A');
  await writeFile(join(worktree, 'answered'), '');
  await engine.shows('A idle');
  expect(await send()).toMatchObject({
    failure: { message: expect.stringContaining('typed at its prompt already') },
  });

  await writeFile(join(worktree, 'cleared'), '');
  await expect.poll(async () => (await send()).ok).toBe(true);
  const told = () => readFile(join(worktree, 'told'), 'utf8').catch(() => '');
  await expect.poll(told).toBe('hello\n');
});

/** Asks to be told of pastes, and writes down all that it gets. */
const KNOWS_PASTES = String.raw`
process.stdin.setRawMode(true);
process.stdout.write('\x1b[?2004hReady.\r\n❯ ');
process.stdin.on('data', (bytes) => {
  require('node:fs').appendFileSync('keys', String(bytes));
  process.stdout.write('.');
});
`;

it('pastes into an agent that knows pastes, with Enter apart', async () => {
  const file = `command: node\nargs: [agent.cjs]\nscreens: [{ doing: idle, pattern: '❯' }]\n`;
  const spec = readAgent(file, { file: 'pastes.yaml' });
  await using engine = await anEngine({
    agents: new Map(spec.ok ? [['pastes', spec.value]] : []),
  });
  await engine.repo.commit({ 'agent.cjs': KNOWS_PASTES });
  await engine.up(
    'version: 1\nworkstreams: [{ id: A, agent: pastes, approval: none }]\n',
  );
  await engine.shows('A idle');
  const workstream = workstreamId('A');
  expect(
    await engine.peer.ask({
      type: 'send',
      workstream,
      text: '!look at @a\x1b[201~',
      now: true,
      by: 'ada',
    }),
  ).toMatchObject({ ok: true });
  const keys = join(engine.repo.outside, 'project.worktrees/A/keys');
  const told = () => readFile(keys, 'utf8').catch(() => '');
  await expect.poll(told).toBe('\x1b[200~!look at @a\u{fffd}[201~\x1b[201~\r');
});

/** A dialog comes up as soon as something is typed at its prompt. */
const INTERRUPTS = String.raw`
process.stdin.setRawMode(true);
process.stdout.write('Ready.\r\n❯ ');
let asks = false;
process.stdin.on('data', (bytes) => {
  require('node:fs').appendFileSync('keys', String(bytes));
  if (asks) return;
  asks = true;
  process.stdout.write('\x1b[H\x1b[2JMay I?\r\n❯ 1. Yes\r\n  2. No\r\n');
});
`;

it('gives no Enter to a dialog that came up when the text was typed', async () => {
  const file = `command: node\nargs: [agent.cjs]\nscreens: [{ doing: idle, pattern: '❯ *$' }]\n`;
  const spec = readAgent(file, { file: 'asks.yaml' });
  await using engine = await anEngine({
    agents: new Map(spec.ok ? [['asks', spec.value]] : []),
  });
  await engine.repo.commit({ 'agent.cjs': INTERRUPTS });
  await engine.up('version: 1\nworkstreams: [{ id: A, agent: asks, approval: none }]\n');
  await engine.shows('A idle');
  const workstream = workstreamId('A');
  const sent = await engine.peer.ask({
    type: 'send',
    workstream,
    text: 'hello',
    now: true,
    by: 'ada',
  });
  expect(sent).toMatchObject({
    failure: { message: expect.stringContaining('A shows a menu since it was typed') },
  });
  const keys = join(engine.repo.outside, 'project.worktrees/A/keys');
  expect(await readFile(keys, 'utf8')).toBe('hello');
});

it('types nothing into an agent at work that shows no prompt', async () => {
  const file = `command: sh\nargs: [-c, 'echo at it; cat > told']\nscreens: [{ doing: busy, pattern: '^at it' }]\n`;
  const spec = readAgent(file, { file: 'busy.yaml' });
  await using engine = await anEngine({
    agents: new Map(spec.ok ? [['busy', spec.value]] : []),
  });
  await engine.up('version: 1\nworkstreams: [{ id: A, agent: busy, approval: none }]\n');
  await expect
    .poll(() => engine.status()?.workstreams[0])
    .toMatchObject({ state: 'working', source: 'screen' });
  const workstream = workstreamId('A');
  expect(
    await engine.peer.ask({
      type: 'send',
      workstream,
      text: 'hello',
      now: true,
      by: 'ada',
    }),
  ).toMatchObject({
    failure: {
      message: 'A works and shows no prompt; without --now it is told once it rests',
    },
  });
});

it('says when an agent shows nothing of having taken a line', async () => {
  const script = "stty -echo; printf '❯ '; read -r line; echo $line > told; sleep 100";
  const file = `command: sh\nargs: [-c, "${script}"]\nscreens: [{ doing: idle, pattern: '❯' }]\n`;
  const spec = readAgent(file, { file: 'mute.yaml' });
  await using engine = await anEngine({
    agents: new Map(spec.ok ? [['mute', spec.value]] : []),
    limits: IMPATIENT,
  });
  await engine.up('version: 1\nworkstreams: [{ id: A, agent: mute, approval: none }]\n');
  await engine.shows('A idle');
  const workstream = workstreamId('A');
  expect(
    await engine.peer.ask({
      type: 'send',
      workstream,
      text: 'hello',
      now: true,
      by: 'ada',
    }),
  ).toMatchObject({
    failure: { message: 'A does not seem to have taken it; look into its pane' },
  });
  const written = join(engine.repo.outside, 'project.worktrees/A/told');
  const told = () => readFile(written, 'utf8').catch(() => '');
  await expect.poll(told).toBe('hello\n');
});

/** Rests at its prompt; a line but `/clear` has it work, visibly or not. */
const worker = (shows: string) => String.raw`
const prompt = () => process.stdout.write('\x1b[H\x1b[2J❯ ');
process.stdin.setRawMode(true);
let line = '';
process.stdin.on('data', (bytes) => {
  for (const key of String(bytes)) {
    if (key !== '\r') { line += key; process.stdout.write(key); continue; }
    require('node:fs').appendFileSync('told', line + '\n');
    const command = line;
    line = '';
    if (command === '/clear') { prompt(); continue; }
    process.stdout.write('\x1b[H\x1b[2J${shows} ' + command + '\r\n');
    const timer = setInterval(() => {
      if (!require('node:fs').existsSync('rest')) return;
      clearInterval(timer);
      prompt();
    }, 20);
  }
});
prompt();
`;

const WORKER = `
command: node
args: [agent.cjs]
screens: [{ doing: busy, pattern: '^Working' }, { doing: idle, pattern: '^❯' }]
`;

async function aWorker(shows: string, limits: Before['limits'] = {}) {
  const spec = readAgent(WORKER, { file: 'worker.yaml' });
  const engine = await anEngine({
    agents: new Map(spec.ok ? [['worker', spec.value]] : []),
    limits,
  });
  await engine.repo.commit({ 'agent.cjs': worker(shows) });
  await engine.up(
    'version: 1\nworkstreams: [{ id: A, agent: worker, approval: none }]\n',
  );
  await engine.shows('A idle');
  const worktree = join(engine.repo.outside, 'project.worktrees/A');
  const workstream = workstreamId('A');
  return {
    engine,
    send: (text: string, now = false) =>
      engine.peer.ask({ type: 'send', workstream, text, now, by: 'ada' }),
    withdraw: (note: string) => engine.peer.ask({ type: 'withdraw', note, by: 'ada' }),
    queued: () => engine.status()?.workstreams[0]?.queued.map(({ text }) => text),
    told: () => readFile(join(worktree, 'told'), 'utf8').catch(() => ''),
    mayRest: () => writeFile(join(worktree, 'rest'), ''),
  };
}

it('keeps lines for an agent at work, and tells them one by one once it rests', async () => {
  const { engine, send, withdraw, queued, told, mayRest } = await aWorker('Working on');
  await using _ = engine;
  expect(await send('one')).toEqual({ ok: true, value: { type: 'sent' } });
  await engine.shows('A working');
  for (const [at, text] of ['two', 'three', '/four'].entries())
    expect(await send(text)).toEqual({
      ok: true,
      value: { type: 'queued', note: `n${at + 1}`, why: 'its agent is at work' },
    });
  expect(await send('now', true)).toMatchObject({
    failure: {
      message: 'A works and shows no prompt; without --now it is told once it rests',
    },
  });
  await expect.poll(queued).toEqual(['two', 'three', '/four']);
  expect(await withdraw('n2')).toMatchObject({ ok: true });
  expect(await withdraw('n2')).toMatchObject({
    failure: { message: 'nothing of n2 waits any more' },
  });
  expect(await told()).toBe('one\n');
  await mayRest();
  await expect.poll(told).toBe('one\ntwo\n/four\n');
  await expect.poll(queued).toEqual([]);
  const kept = (await engine.journal()).flatMap((event) =>
    event.type === 'noteWritten' ? [[event.kind, event.text]] : [],
  );
  expect(kept).toEqual([
    ['line', 'two'],
    ['line', 'three'],
    ['line', '/four'],
  ]);
});

it('takes no change of the screen for the proof that a line was taken', async () => {
  const { engine, send } = await aWorker('Heard', IMPATIENT);
  await using _ = engine;
  expect(await send('one')).toMatchObject({
    failure: { message: 'A does not seem to have taken it; look into its pane' },
  });
});

it('keeps a line for an agent that is still starting', async () => {
  const script = `
printf 'Loading\\n❯ '
while [ ! -e loaded ]; do sleep 0.02; done
printf '\\033[H\\033[2J❯ '
read -r line; echo "$line" > told; sleep 100
`;
  const file = `
command: sh
args: [agent.sh]
screens: [{ doing: starting, pattern: '^Loading' }, { doing: idle, pattern: '^❯' }]
`;
  const spec = readAgent(file, { file: 'loads.yaml' });
  await using engine = await anEngine({
    agents: new Map(spec.ok ? [['loads', spec.value]] : []),
  });
  await engine.repo.commit({ 'agent.sh': script });
  await engine.up('version: 1\nworkstreams: [{ id: A, agent: loads, approval: none }]\n');
  await expect
    .poll(() => engine.status()?.workstreams[0])
    .toMatchObject({ state: 'starting', source: 'screen' });
  const workstream = workstreamId('A');
  expect(
    await engine.peer.ask({
      type: 'send',
      workstream,
      text: 'hello',
      now: false,
      by: 'ada',
    }),
  ).toEqual({
    ok: true,
    value: { type: 'queued', note: 'n1', why: 'its agent is starting' },
  });
  const worktree = join(engine.repo.outside, 'project.worktrees/A');
  await writeFile(join(worktree, 'loaded'), '');
  const told = () => readFile(join(worktree, 'told'), 'utf8').catch(() => '');
  await expect.poll(told).toBe('hello\n');
});

it('does not wonder at a command of the agent that sets it to no work', async () => {
  const { engine, send, told, mayRest } = await aWorker('Working on');
  await using _ = engine;
  await send('one');
  await engine.shows('A working');
  for (const text of ['/clear', 'two']) await send(text);
  await mayRest();
  await expect.poll(told).toBe('one\n/clear\ntwo\n');
  expect(engine.notices.join('\n')).not.toContain('does not show that it works');
});

it('types one of two lines that come at once, and queues the other', async () => {
  const { engine, send, told, mayRest } = await aWorker('Working on');
  await using _ = engine;
  expect(await Promise.all([send('one'), send('two')])).toMatchObject([
    { value: { type: 'sent' } },
    { value: { type: 'queued', why: 'its agent is at work' } },
  ]);
  await mayRest();
  await expect.poll(told).toBe('one\ntwo\n');
});
