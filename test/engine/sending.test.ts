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
read -r line; echo "$line" > told
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
    failure: { message: expect.stringContaining('typed at the prompt of A already') },
  });

  await writeFile(join(worktree, 'cleared'), '');
  await expect.poll(async () => (await send()).ok).toBe(true);
  const told = () => readFile(join(worktree, 'told'), 'utf8').catch(() => '');
  await expect.poll(told).toBe('hello\n');
});
