import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { readAgent } from '../../src/formats/agent-file.js';
import { anEngine } from './an-engine.js';

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
  const send = () => engine.peer.ask({ type: 'send', workstream, text: 'hello' });
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
    await engine.peer.ask({ type: 'send', workstream, text: '!look at @a\x1b[201~' }),
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
  const sent = await engine.peer.ask({ type: 'send', workstream, text: 'hello' });
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
    await engine.peer.ask({ type: 'send', workstream, text: 'hello' }),
  ).toMatchObject({
    failure: {
      message: 'A works and shows no prompt; `wtmux note` tells it once it rests',
    },
  });
});

it('says when an agent shows nothing of having taken a line', async () => {
  const script = "stty -echo; printf '❯ '; read -r line; echo $line > told; sleep 100";
  const file = `command: sh\nargs: [-c, "${script}"]\nscreens: [{ doing: idle, pattern: '❯' }]\n`;
  const spec = readAgent(file, { file: 'mute.yaml' });
  await using engine = await anEngine({
    agents: new Map(spec.ok ? [['mute', spec.value]] : []),
  });
  await engine.up('version: 1\nworkstreams: [{ id: A, agent: mute, approval: none }]\n');
  await engine.shows('A idle');
  const workstream = workstreamId('A');
  expect(
    await engine.peer.ask({ type: 'send', workstream, text: 'hello' }),
  ).toMatchObject({
    failure: { message: 'A does not seem to have taken it; look into its pane' },
  });
  const told = join(engine.repo.outside, 'project.worktrees/A/told');
  expect(await readFile(told, 'utf8')).toBe('hello\n');
});
