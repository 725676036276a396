import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { readAgent } from '../../src/formats/agent-file.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

/** Asks about its plan, with the wished answer first; after a no it hears why, and asks with what `second` writes. */
const script = (second: string) => `
ask() { printf "\\033[2J\\033[HStart this?\\n❯ 1. $1\\n  2. $2\\n"; read x; }
echo 'all at once' > plan.md
ask No Yes
printf '\\033[2J\\033[HWhy?\\n'; read why; echo "$why" > told
${second}
ask Yes No
printf '\\033[2J\\033[Hworking\\n'; exec cat
`;

const asks = `
command: sh
args: [agent.sh]
planFile: plan.md
screens: [{ doing: waiting, pattern: 'Start this' }]
plan: { question: 'Start this', approve: '^Yes', reject: '^No', feedback: 'Why' }
`;

const A = workstreamId('A');
const edited = {
  type: 'approveEdited',
  workstream: A,
  text: 'one\ntwo\n',
  by: 'ada',
} as const;

describe('a plan that a person changed', () => {
  expectNothingLeftOpen();

  it('goes to the agent, and is approved when it asks with just that', async () => {
    await using engine = await waiting("printf 'one\\n  two\\n\\n' > plan.md");
    const read = await engine.peer.ask({ type: 'planText', workstream: A });
    const revision = read.ok ? read.value.revision : '';
    expect(await engine.peer.ask({ ...edited, revision: 'another' })).toMatchObject({
      failure: { message: 'A has changed its plan since; read it again' },
    });
    expect(await engine.peer.ask({ ...edited, text: ' ', revision })).toMatchObject({
      ok: false,
    });
    expect(await engine.peer.ask({ ...edited, revision })).toEqual({
      ok: true,
      value: null,
    });
    await engine.shows('A working');
    const file = join(engine.repo.outside, 'project.worktrees/A/told');
    const told = () => readFile(file, 'utf8').catch(() => '');
    await expect.poll(told).toMatch(/ask again: one ⏎ two$/m);
    await expect
      .poll(() => answers(engine))
      .toEqual(['planEdited ada', 'planApproved ada']);
    const events = await engine.journal();
    expect(events.find(({ type }) => type === 'planEdited')).toMatchObject({
      text: 'one\ntwo\n',
    });
  });

  it('waits for the person when the agent asks with something else', async () => {
    await using engine = await waiting("printf 'one\\nthree\\n' > plan.md");
    const read = await engine.peer.ask({ type: 'planText', workstream: A });
    const revision = read.ok ? read.value.revision : '';
    await engine.peer.ask({ ...edited, revision });
    await expect
      .poll(() => engine.peer.ask({ type: 'planText', workstream: A }))
      .toMatchObject({ ok: true, value: { text: 'one\nthree\n' } });
    await engine.shows('A plan_review');
    expect(await answers(engine)).toEqual(['planEdited ada']);
  });
});

async function waiting(second: string) {
  const read = readAgent(asks, { file: 'asks.yaml' });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  const engine = await anEngine({ agents: new Map([['asks', read.value]]) });
  await engine.repo.commit({ 'agent.sh': script(second) });
  await engine.up('{ version: 1, workstreams: [{ id: A, agent: asks }] }');
  await engine.shows('A plan_review');
  return engine;
}

/** How its plans were answered, and by whom. */
async function answers(engine: Awaited<ReturnType<typeof waiting>>) {
  return (await engine.journal()).flatMap((event) =>
    event.type === 'planEdited' || event.type === 'planApproved'
      ? [`${event.type} ${event.by}`]
      : [],
  );
}
