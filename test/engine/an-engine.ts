import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';
import { deferred } from '../../src/base/deferred.js';
import type { Result } from '../../src/base/result.js';
import { receiverIn } from '../../src/cli/processes.js';
import { pathsOf } from '../../src/config/paths.js';
import { Peer } from '../../src/connection/peer.js';
import { connect } from '../../src/connection/socket.js';
import type { Status } from '../../src/domain/status.js';
import { startEngine, type EngineOptions } from '../../src/engine/engine.js';
import { openRepository } from '../../src/git/repository.js';
import { startHost } from '../../src/host/host.js';
import type { EngineEvent, EngineRequest } from '../../src/protocol/engine.js';
import type { EngineAnswers } from '../../src/protocol/engine-answers.js';
import type { AnswerTo, Refusal } from '../../src/protocol/envelope.js';
import type { Fact } from '../../src/engine/plan-keeper.js';
import { openJournal } from '../../src/journal/journal.js';
import type { PlanEvent } from '../../src/workflow/event.js';
import { aRepo, type Repo } from '../helpers/repo.js';

export type EnginePeer = Peer<EngineRequest, EngineAnswers, EngineEvent>;

export type Before = {
  /** What an earlier engine of the repository recorded. */
  readonly history?: (repo: Repo) => readonly Fact[] | Promise<readonly Fact[]>;
  /** Agents that plans may name. */
  readonly agents?: EngineOptions['agents'];
  readonly permissions?: EngineOptions['permissions'];
  readonly machine?: EngineOptions['machine'];
  /** Where what is waited for does not come: how long that takes is no claim then. */
  readonly limits?: EngineOptions['limits'];
  /** Where its user's state lies; default: its own. */
  readonly state?: string;
};

/** A repository with a host, an engine and a client of it, all in this process. */
export async function anEngine({
  history,
  agents = new Map(),
  permissions = [],
  machine,
  limits,
  state,
}: Before = {}) {
  const repo = await aRepo();
  const paths = pathsOf(join(repo.folder, '.git'), {
    XDG_RUNTIME_DIR: join(repo.outside, 'run'),
    XDG_STATE_HOME: state ?? join(repo.outside, 'state'),
  });
  const opened = await openRepository(repo.folder);
  if (!opened.ok) throw new Error(opened.failure.why);
  const log: string[] = [];
  if (history) await writeHistory(paths.repository, await history(repo));

  const host = await startHost({
    socketPath: paths.hostSocket,
    env: process.env,
    log: (line) => log.push(line),
  });
  const engine = await startEngine({
    repo: opened.value,
    paths,
    env: process.env,
    agents,
    defaultAgent: 'shell',
    permissions,
    maxSessions: 8,
    ...(machine ? { machine } : {}),
    ...(limits ? { limits } : {}),
    receiver: receiverIn(join(import.meta.dirname, '../../dist')),
    ensureHost: () => Promise.resolve(),
    restart: ['true'],
    log: (line) => log.push(line),
  });
  const socket = await connect(paths.engineSocket);
  if (!host || !engine || !socket) throw new Error('not started');

  let status: Status | undefined;
  const notices: string[] = [];
  const made: string[] = [];
  const ended = deferred<void>();
  const peer: EnginePeer = new Client(socket, {
    event: (event) => {
      if (event.type === 'status') status = event.status;
      else if (event.type === 'notice') notices.push(event.text);
      else made.push(`${event.made} of ${event.of}`);
    },
    closed: () => ended.resolve(),
  });

  const up = (plan: string, consent = true) =>
    peer.ask({ type: 'up', file: join(repo.folder, 'wtmux.yaml'), text: plan, consent });

  /** The states of all workstreams and waves, as `TD1 working`. */
  function states(): readonly string[] {
    return [...(status?.workstreams ?? []), ...(status?.waves ?? [])].map(
      ({ id, state }) => `${id} ${state}`,
    );
  }

  return {
    repo,
    peer,
    up,
    notices,
    /** What was told of worktrees: `1 of 2`. */
    made,
    /** The engine has ended the connection. */
    ended: ended.promise,
    log,
    states,
    shows: (...lines: readonly string[]) =>
      expect.poll(states).toEqual(expect.arrayContaining([...lines])),
    status: () => status,
    paths,
    /** What the engine has recorded, oldest first. */
    journal: () => journalIn(paths.repository),
    async [Symbol.asyncDispose]() {
      await peer.ask({ type: 'down', force: true }).catch(() => {});
      peer[Symbol.dispose]();
      await engine.closed;
      await host.closed;
      await repo[Symbol.asyncDispose]();
    },
  };
}

/** An engine tells its status a moment after an answer: this client asks for it at once. */
class Client extends Peer<EngineRequest, EngineAnswers, EngineEvent> {
  readonly #event: (event: EngineEvent) => void;

  constructor(
    socket: Socket,
    handlers: { readonly event: (event: EngineEvent) => void; closed: () => void },
  ) {
    super(socket, 'test', handlers);
    this.#event = handlers.event;
  }

  override async ask<Request extends EngineRequest>(
    request: Request,
  ): Promise<Result<AnswerTo<Request, EngineAnswers>, Refusal>> {
    const answer = await super.ask(request);
    const now = await super.ask({ type: 'status' }).catch(() => undefined);
    if (now?.ok) this.#event({ type: 'status', status: now.value });
    return answer;
  }
}

async function writeHistory(folder: string, facts: readonly Fact[]): Promise<void> {
  const { journal } = await openJournal(join(folder, 'journal.jsonl'));
  for (const fact of facts) await journal.append({ at: Date.now(), ...fact });
  await journal[Symbol.asyncDispose]();
}

async function journalIn(folder: string): Promise<readonly PlanEvent[]> {
  const text = await readFile(join(folder, 'journal.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line));
}
