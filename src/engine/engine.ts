/**
 * The process that owns the plan: puts its parts together and takes them apart again.
 * What happens to a plan is decided in `workflow/`; each deed has a file of its own here.
 */
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { deferred } from '../base/deferred.js';
import { Disposer } from '../base/disposer.js';
import { Serial, Serials } from '../base/serial.js';
import { Consent } from '../config/consent.js';
import { HookConsent } from '../config/hook-consent.js';
import { takeLock, type Lock } from '../config/lock.js';
import { stateFolder, type Paths } from '../config/paths.js';
import { Peer } from '../connection/peer.js';
import { listen } from '../connection/socket.js';
import type { HookMessage } from '../domain/hook.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { PermissionRule } from '../domain/permission-rule.js';
import type { AgentSpec } from '../formats/agent-file.js';
import type { Repository } from '../git/repository.js';
import { openJournal } from '../journal/journal.js';
import type { EngineRequest } from '../protocol/engine.js';
import type { PlanEvent } from '../workflow/event.js';
import { PlanMachine } from '../workflow/plan-machine.js';
import { statusOf } from '../workflow/status.js';
import { rememberTrash } from './cleaning-up.js';
import type { EngineContext } from './context.js';
import { Effects } from './effects.js';
import { Escalating } from './escalating.js';
import { goDown } from './going-down.js';
import { Feed } from './feed.js';
import { Foreseeing } from './foreseeing.js';
import { clearQuarantines } from './merge/quarantine.js';
import { HostLink } from './host-link.js';
import { LIMITS, type Limits } from './limits.js';
import { Inbox } from './hooks/inbox.js';
import { tellOfGiven } from './hooks/permitting.js';
import { listenForHooks } from './hooks/listen-for-hooks.js';
import { Questions } from './hooks/questions.js';
import { HostWatch } from './host-watch.js';
import { AtWork } from './at-work.js';
import { MenuQuestions } from './menu-questions.js';
import { Outputs } from './outputs/outputs.js';
import { PlanKeeper } from './plan-keeper.js';
import { answer, type Answering } from './requests.js';
import { readMachine, Scaling, type MachineReading } from './scaling.js';
import { PortClaims } from './port-claims.js';
import { Screens } from './screens.js';
import { Snapshotting } from './snapshotting.js';
import { Watching } from './watching.js';
import { Waves } from './waves.js';

export type EngineOptions = {
  readonly repo: Repository;
  readonly paths: Paths;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly agents: ReadonlyMap<string, AgentSpec>;
  readonly defaultAgent: string;
  readonly maxSessions: number;
  /** Permissions that agents get without asking. */
  readonly permissions: readonly PermissionRule[];
  /** What the machine bears, in place of what it says itself. */
  readonly machine?: () => MachineReading;
  readonly limits?: Partial<Limits>;
  /** The words that start the receiver of agents' events. */
  readonly receiver: readonly string[];
  /** Starts a host if none runs. */
  readonly ensureHost: () => Promise<void>;
  /** The command that starts this engine again. */
  readonly restart: readonly string[];
  readonly log: (line: string) => void;
};

export type Engine = {
  /** Resolves when the engine was told to go down. */
  readonly closed: Promise<void>;
};

/**
 * Replays the journal, finds its host and answers on its socket. Undefined when another
 * engine is at work on this repository. Throws when journal, host or socket cannot be had.
 */
export async function startEngine(options: EngineOptions): Promise<Engine | undefined> {
  const { paths, log } = options;
  const lock = await takeLock(join(paths.repository, 'engine.lock'));
  if (!lock.ok) {
    const { pid, host } = lock.failure;
    log(
      `error: the engine of this repository is process ${pid} on ${host}, and may use other sockets`,
    );
    return undefined;
  }

  const { journal, entries, damaged } = await openJournal<PlanEvent>(
    join(paths.repository, 'journal.jsonl'),
  );
  for (const { line } of damaged) log(`journal: line ${line} is damaged and left out`);
  const machine = new PlanMachine();
  for (const event of entries) machine.apply(event);

  const parts = assemble(options, { machine, journal });
  await clearQuarantines(options);
  await rememberTrash(parts.context);
  await parts.context.host.open();
  await parts.waves.catchUp();
  const ended = deferred<void>();
  const peers: Peers = new Set();
  parts.owned.add(await hearHooks(parts));
  parts.owned.add(await serve(parts, { peers, ended: () => ended.resolve() }));
  // Whoever started it waits for its first answer, and for nothing that is found out anew.
  parts.foreseeing.look();
  parts.outputs.changed();
  return {
    closed: takeApart(parts, { ended: ended.promise, journal, lock: lock.value, peers }),
  };
}

type Held = {
  readonly ended: Promise<void>;
  readonly journal: AsyncDisposable;
  readonly lock: Lock;
  readonly peers: Peers;
};

/** Peers are let go last: whoever sees the connection end may remove the engine's folders. */
async function takeApart(
  parts: Parts,
  { ended, journal, lock, peers }: Held,
): Promise<void> {
  await ended;
  parts.owned[Symbol.dispose]();
  await parts.outputs.close();
  await journal[Symbol.asyncDispose]();
  await lock.release();
  for (const peer of peers) peer.end();
}

type Kept = {
  readonly machine: PlanMachine;
  readonly journal: Awaited<ReturnType<typeof openJournal<PlanEvent>>>['journal'];
};

type Parts = {
  readonly context: EngineContext;
  readonly waves: Waves;
  readonly foreseeing: Foreseeing;
  readonly outputs: Outputs;
  readonly watch: HostWatch;
  readonly owned: Disposer;
};

function assemble(options: EngineOptions, { machine, journal }: Kept): Parts {
  const owned = new Disposer();
  const sessions: EngineContext['sessions'] = new Map();
  const git: EngineContext['git'] = new Map();
  const collisions: EngineContext['collisions'] = new Map();
  const signs: EngineContext['signs'] = new Map();
  const removed: EngineContext['removed'] = new Map();
  const unread: EngineContext['unread'] = new Map();
  const questions = new Questions(() => feed.changed());
  const menus = new MenuQuestions(() => feed.changed());
  const atWork = new AtWork();
  const status = () =>
    statusOf(
      machine.state,
      {
        git,
        collisions,
        signs,
        removed,
        unread,
        asking: new Map([...menus.asking, ...questions.asking]),
        sessions: sessions.values(),
      },
      options.repo.root,
    );
  const feed = owned.add(new Feed(status));
  const plan = new PlanKeeper({
    machine,
    journal,
    now: Date.now,
    perform: (effect) => effects.perform(effect),
    changed: () => {
      feed.changed();
      escalating.changed();
      scaling.changed();
      snapshotting.changed();
      outputs.changed();
    },
  });
  const host = owned.add(
    new HostLink({
      socketPath: options.paths.hostSocket,
      ensureHost: options.ensureHost,
      restart: options.restart,
      cwd: options.repo.root,
      onEvent: (event) => watch.take(event),
      onConnected: (live) => watch.connected(live),
      onLost: () => watch.lost(),
      log: options.log,
    }),
  );
  const context: EngineContext = {
    ...options,
    host,
    plan,
    feed,
    sessions,
    git,
    collisions,
    signs,
    limited: new Set(),
    limits: { ...LIMITS, ...options.limits },
    ports: new PortClaims(options.paths),
    machine: options.machine ?? readMachine,
    trashed: new Set(),
    removed,
    unread,
    status,
    screens: new Screens(),
    consent: new Consent(options.paths.state),
    hookConsent: new HookConsent(stateFolder(options.env)),
    making: new Serial(),
    merging: new Serial(),
    reviewing: new Serial(),
    ending: new Set(),
    answering: new Set(),
    questions,
    menus,
    atWork,
    telling: new Serials(),
    now: Date.now,
  };
  const escalating = owned.add(new Escalating(context));
  const scaling = owned.add(new Scaling(context));
  const snapshotting = owned.add(new Snapshotting(context));
  const outputs = new Outputs(context);
  const waves = new Waves(context);
  const foreseeing = new Foreseeing(context);
  const watching = owned.add(
    new Watching(context, () => {
      effects.lookForLandings();
      foreseeing.look();
    }),
  );
  const lookAt = (id: WorkstreamId) => watch.lookAt(id);
  const effects = new Effects({ context, waves, watching, lookAt });
  const watch = owned.add(new HostWatch(context, watching));
  return { context, waves, foreseeing, outputs, watch, owned };
}

/** Hears agents' events until the result is disposed of; first those of before. */
async function hearHooks({ context, watch }: Parts): Promise<Disposable> {
  const { paths, log } = context;
  const take = (message: HookMessage, waits: boolean) => watch.hear(message, waits);
  const inbox = new Inbox({ spool: paths.spool, take, log });
  const receive = (line: string) => inbox.receive(line);
  const owned = new Disposer();
  // Before its agent asks anew.
  await tellOfGiven(context);
  owned.add(await listenForHooks(paths.hookSocket, receive));
  owned.add(await inbox.open());
  return owned;
}

type EnginePeer = Peer<never, never, never, EngineRequest>;
type Peers = Set<EnginePeer>;

type Served = { readonly peers: Peers; readonly ended: () => void };

/** Answers whoever connects; listens until the result is disposed of. */
async function serve(
  { context, waves, foreseeing, watch, outputs }: Parts,
  { peers, ended }: Served,
): Promise<Disposable> {
  const down: Answering['down'] = (how) =>
    goDown(context, { ...how, others: peers.size > 1, ended });

  const server = await listen(context.paths.engineSocket, (socket: Socket) => {
    const peer: EnginePeer = new Peer(socket, 'engine', {
      request: async (request) => {
        const answered = await answer(
          { context, waves, foreseeing, watch, down },
          request,
        );
        // What was put away, or taken out again, is no event of the plan.
        if (request.type === 'clean' || request.type === 'restore') outputs.changed();
        return answered;
      },
      closed: () => {
        peers.delete(peer);
        listening[Symbol.dispose]();
      },
    });
    peers.add(peer);
    const listening = context.feed.add(peer);
  });
  if (!server) throw new Error(`Somebody answers on ${context.paths.engineSocket}`);
  return server;
}
