import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../../src/domain/ids.js';
import type { PermissionRule } from '../../../src/domain/permission-rule.js';
import { readAgent, type AgentSpec } from '../../../src/formats/agent-file.js';
import { expectNothingLeftOpen } from '../../helpers/leaks.js';
import { anEngine } from '../an-engine.js';
import { aHook, layDown } from './a-hook.js';

/** Each line that is typed is an event, told beside the others; what an answer says is done. */
const script = `
trap '' HUP
tell() { printf %s "$1" | sh -c "$TELL"; }
while read -r line; do [ "$line" != end ] || exit; (
  said=$(tell "$line")
  case $said in
    *yes*) tell '{"event":"Done"}'; echo "got $said" ;;
    *no*) echo "got $said"; tell '{"event":"Rest"}' ;;
  esac
) & done`;

const asker = `
command: sh
args: [-c, ${JSON.stringify(script)}]
hooks:
  env: { TELL: '{hook}' }
  name: event
  events:
    - { on: [Done, Start], doing: busy }
    - { on: [Soon, Ask], doing: waiting, detail: 'your word on {what}' }
    - { on: Rest, doing: idle }
  answers:
    - on: Ask
      where: { what: plan }
      kind: plan
      text: '{text}'
      settledBy: [Done, Rest]
      yes: { say: 'yes', input: '{=deep}' }
      no: { say: 'no', why: '{message}' }
    - on: Ask
      kind: permission
      text: '{what}: {deep}'
      use: { tool: what, command: deep.command }
      settledBy: Done
      yes: { say: 'yes' }
      no: { say: 'no', why: '{message}' }
`;

const plan = `
version: 1
workstreams: [{ id: A, agent: asker }]
`;

const A = workstreamId('A');

describe('what an agent asks by its hook', () => {
  expectNothingLeftOpen();

  it('is read in full, and answered there', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows } = asking;
    await tell({ event: 'Ask', what: 'plan', text: '# Do it\n', deep: { a: [1] } });
    await shows('plan_review');
    const read = await engine.peer.ask({ type: 'planText', workstream: A });
    expect(read).toMatchObject({ ok: true, value: { text: '# Do it\n' } });

    const stale = {
      type: 'approve',
      workstream: A,
      revision: 'other',
      by: 'me',
    } as const;
    expect(await engine.peer.ask(stale)).toMatchObject({ ok: false });
    expect(await engine.peer.ask({ ...stale, revision: null })).toMatchObject({
      ok: true,
    });
    await shows('working');
    await asking.prints('got {"say":"yes","input":{"a":[1]}}');
  });

  it('is sent back with what should change', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows } = asking;
    await tell({ event: 'Ask', what: 'plan', text: '# Do it' });
    await shows('plan_review');
    const no = {
      type: 'reject',
      workstream: A,
      message: 'tests first',
      by: 'me',
    } as const;
    expect(await engine.peer.ask(no)).toMatchObject({ ok: true });
    await asking.prints('got {"say":"no","why":"tests first"}');
    await shows('idle');
  });

  it('may be a permission, which is no plan', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows } = asking;
    await tell({ event: 'Ask', what: 'Bash', deep: { command: 'rm -r x' } });
    await shows('waiting');
    const read = await engine.peer.ask({ type: 'planText', workstream: A });
    expect(read).toMatchObject({
      value: { text: 'Bash: {\n  "command": "rm -r x"\n}' },
    });
    const yes = { type: 'approve', workstream: A, revision: null, by: 'me' } as const;
    expect(await engine.peer.ask(yes)).toMatchObject({ ok: true });
    await shows('working');
  });

  it('is waited for by who is told that it waits before it has asked', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows, prints } = asking;
    await tell({ event: 'Soon', what: 'Bash' });
    await shows('waiting');
    const read = engine.peer.ask({ type: 'planText', workstream: A });
    const yes = { type: 'approve', workstream: A, revision: null, by: 'me' } as const;
    const given = engine.peer.ask(yes);
    await tell({ event: 'Ask', what: 'Bash', deep: 'git push' });
    expect(await read).toMatchObject({
      value: { text: 'Bash: git push', kind: 'permission', source: 'hook' },
    });
    expect(await given).toMatchObject({ ok: true });
    await prints('got {"say":"yes"}');
  });

  it('is waited for only as long as it is about to ask', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows } = asking;
    await tell({ event: 'Soon', what: 'Bash' });
    await shows('waiting');
    const read = engine.peer.ask({ type: 'planText', workstream: A });
    await tell({ event: 'Done' });
    expect(await read).toMatchObject({
      failure: { message: 'A has nothing that waits for approval' },
    });
  });

  it('is given by a rule of the person, and that is recorded', async () => {
    const rule = {
      agent: 'asker',
      tool: /^Bash$/,
      command: /^git status$/,
      path: undefined,
    };
    await using asking = await anAsker([rule]);
    const { engine, tell, shows, prints } = asking;
    await tell({ event: 'Ask', what: 'Bash', deep: { command: 'git push' } });
    await shows('waiting');
    await tell({ event: 'Done' });
    await shows('working');
    await tell({ event: 'Ask', what: 'Bash', deep: { command: 'git status' } });
    await prints('got {"say":"yes"}');
    await expect
      .poll(async () =>
        (await engine.journal()).filter(({ type }) => type === 'permissionAnswered'),
      )
      .toMatchObject([
        {
          given: true,
          by: 'rule 1 of the settings',
          asked: expect.stringContaining('git status'),
        },
      ]);
  });

  it('is answered by a person in its pane, who was quicker', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows } = asking;
    await tell({ event: 'Ask', what: 'Bash' });
    await shows('waiting');
    await tell({ event: 'Done' });
    await shows('working');
    const yes = { type: 'approve', workstream: A, revision: null, by: 'me' } as const;
    expect(await engine.peer.ask(yes)).toMatchObject({
      ok: false,
      failure: { message: 'A has nothing that waits for approval' },
    });
  });

  it('is asked though an event that came before it happened after it', async () => {
    await using asking = await anAsker();
    const { engine, shows } = asking;
    const session = engine.status()?.workstreams[0]?.session ?? 'none';
    const startedMs = Date.now() + 30_000;
    const tell = (event: object, later: number) =>
      layDown(engine.paths.spool, {
        startedMs: startedMs + later,
        text: `${session}\n${JSON.stringify(event)}`,
      });
    await tell({ event: 'Soon', what: 'Bash' }, 0);
    await shows('waiting');
    const hook = asking.hook(session);
    await expect.poll(() => engine.status()?.workstreams[0]?.asks).toBe('permission');
    const yes = { type: 'approve', workstream: A, revision: null, by: 'me' } as const;
    const given = engine.peer.ask(yes);
    expect((await hook.ended).output).toBe('{"say":"yes"}');
    await tell({ event: 'Done' }, 1);
    await given;
  });

  it('is asked no more when its agent has ended', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows } = asking;
    await tell({ event: 'Ask', what: 'Bash' });
    await shows('waiting');
    expect(await readdir(engine.paths.spool)).not.toEqual([]);
    const session = engine.status()?.workstreams[0]?.session ?? 'none';
    await engine.peer.ask({ type: 'send', workstream: A, text: 'end' });
    await shows('failed');
    await expect.poll(() => readdir(engine.paths.spool)).toEqual([]);
    const late = asking.hook(session);
    expect(await late.ended).toEqual({ code: 0, output: '' });
    await expect.poll(() => readdir(engine.paths.spool)).toEqual([]);
  });

  it('does not count as answered when nothing tells that the agent went on', async () => {
    await using asking = await anAsker();
    const { engine, tell, shows } = asking;
    await tell({ event: 'Ask', what: 'Bash' });
    await shows('waiting');
    const no = { type: 'reject', workstream: A, message: 'never', by: 'me' } as const;
    expect(await engine.peer.ask(no)).toMatchObject({
      ok: false,
      failure: { message: 'A did not take the answer; answer it in its pane' },
    });
  });
});

/** An agent at work that tells what it is told to tell. */
async function anAsker(permissions: readonly PermissionRule[] = []) {
  const agents = new Map([['asker', agent(asker)]]);
  const engine = await anEngine({ agents, permissions });
  await engine.up(plan);
  await engine.shows('A working');
  return {
    engine,
    tell: (event: object) =>
      engine.peer.ask({ type: 'send', workstream: A, text: JSON.stringify(event) }),
    shows: (state: string) => engine.shows(`A ${state}`),
    hook: (session: string) =>
      aHook({
        text: '{"event":"Ask","what":"Bash"}',
        env: {
          PATH: process.env['PATH'] ?? '',
          WTMUX_SESSION: session,
          WTMUX_SPOOL: engine.paths.spool,
        },
      }),
    prints: (line: string) =>
      expect
        .poll(async () => {
          const told = await engine.peer.ask({ type: 'explain', workstream: A });
          return told.ok ? told.value.rungs.flatMap(({ lines }) => lines) : [];
        })
        .toContain(line),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

function agent(text: string): AgentSpec {
  const read = readAgent(text, { file: 'asker.yaml' });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}
