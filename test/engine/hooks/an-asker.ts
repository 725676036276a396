/** An agent that asks by its hook what it is told to ask. */
import { expect } from 'vitest';
import { Peer } from '../../../src/connection/peer.js';
import { connect } from '../../../src/connection/socket.js';
import { workstreamId } from '../../../src/domain/ids.js';
import { readAgent, type AgentSpec } from '../../../src/formats/agent-file.js';
import type { HostAnswers, HostEvent, HostRequest } from '../../../src/protocol/host.js';
import { anEngine, type Before } from '../an-engine.js';
import { aHook } from './a-hook.js';

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

export const asker = `
command: sh
args: [-c, ${JSON.stringify(script)}]
hooks:
  env: { TELL: '{hook}' }
  name: event
  subagent: by
  events:
    - { on: [Done, Start], doing: busy }
    - { on: [Soon, Ask], doing: waiting, detail: 'your word on {what}' }
    - { on: Rest, doing: idle }
  answers:
    - on: Ask
      where: { what: plan }
      kind: plan
      text: '{text}'
      said:
        file: '{file}'
        lines: { by: agent }
        since: { by: person }
        parts: parts
        texts: [text, call.plan]
        asks: { call.name: Ask }
        nothing: It has no plan
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

export const A = workstreamId('A');

type Engine = Awaited<ReturnType<typeof anEngine>>;

type Asking = Pick<Before, 'permissions' | 'limits'> & {
  /** The agent's file. */
  readonly text?: string;
};

/** An agent at work that tells what it is told to tell. */
export async function anAsker({ text = asker, ...before }: Asking = {}) {
  const agents = new Map([['asker', agent(text)]]);
  const engine = await anEngine({ ...before, agents });
  await engine.up(plan);
  await engine.shows('A working');
  const explained = async () => {
    const told = await engine.peer.ask({ type: 'explain', workstream: A });
    return told.ok ? told.value.rungs : [];
  };
  const type = (line: string) =>
    engine.peer.ask({ type: 'send', workstream: A, text: line, now: true, by: 'ada' });
  return {
    engine,
    tell: (event: object) => type(JSON.stringify(event)),
    /** Has its screen show a line that a person types there, and waits until that is seen. */
    async says(line: string, doing: string) {
      await typeInPane(engine, line);
      const seen = { source: 'screen', says: doing };
      await expect.poll(explained).toContainEqual(expect.objectContaining(seen));
    },
    shows: (state: string) => engine.shows(`A ${state}`),
    hook: (session: string, event: object = { event: 'Ask', what: 'Bash' }) =>
      aHook({
        text: JSON.stringify(event),
        env: {
          PATH: process.env['PATH'] ?? '',
          WTMUX_SESSION: session,
          WTMUX_SPOOL: engine.paths.spool,
          WTMUX_HOOKS: engine.paths.hookSocket,
        },
      }),
    prints: (line: string) =>
      expect
        .poll(async () => (await explained()).flatMap(({ lines }) => lines))
        .toContain(line),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

async function typeInPane({ paths, status }: Engine, line: string): Promise<void> {
  const session = status()?.workstreams[0]?.session;
  const socket = await connect(paths.hostSocket);
  if (!session || !socket) throw new Error('no pane');
  using person = new Peer<HostRequest, HostAnswers, HostEvent>(socket, 'test', {});
  person.write({ type: 'input', session, bytes: Buffer.from(`${line}\r`) });
  await person.ask({ type: 'sessions' });
}

function agent(text: string): AgentSpec {
  const read = readAgent(text, { file: 'asker.yaml' });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}
