/** What the parts of the engine share. Data and handles; nothing is decided here. */
import type { Serial, Serials } from '../base/serial.js';
import type { Consent } from '../config/consent.js';
import type { HookConsent } from '../config/hook-consent.js';
import type { Paths } from '../config/paths.js';
import type { Collision } from '../domain/foresight.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { PermissionRule } from '../domain/permission-rule.js';
import type { Session } from '../domain/session.js';
import type { Status } from '../domain/status.js';
import type { Timestamp } from '../domain/time.js';
import type { AgentSpec } from '../formats/agent-file.js';
import type { Repository } from '../git/repository.js';
import type { AtWork } from './at-work.js';
import type { Feed } from './feed.js';
import type { Questions } from './hooks/questions.js';
import type { HostLink } from './host-link.js';
import type { Limits } from './limits.js';
import type { MenuQuestions } from './menu-questions.js';
import type { PlanKeeper } from './plan-keeper.js';
import type { PortClaims } from './port-claims.js';
import type { MachineReading } from './scaling.js';
import type { Screens } from './screens.js';

export type EngineContext = {
  readonly repo: Repository;
  readonly paths: Paths;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly host: HostLink;
  readonly plan: PlanKeeper;
  readonly feed: Feed;
  readonly screens: Screens;
  readonly consent: Consent;
  /** Which agents' hooks a person agreed to. */
  readonly hookConsent: HookConsent;
  /** Shipped agents and the user's, by name. */
  readonly agents: ReadonlyMap<string, AgentSpec>;
  /** The agent of a workstream that names none. */
  readonly defaultAgent: string;
  readonly maxSessions: number;
  /** Permissions that agents get without asking. */
  readonly permissions: readonly PermissionRule[];
  /** The words that start the receiver of agents' events. */
  readonly receiver: readonly string[];
  /** The host's sessions as last told, by id. */
  readonly sessions: Map<SessionId, Session>;
  /** What makes worktrees does it one after the other: two would take each other's away. */
  readonly making: Serial;
  /** Waves are merged one after the other, and looked at in between. */
  readonly merging: Serial;
  /** Of two who add to the file of memories, the later adds to what the earlier wrote. */
  readonly reviewing: Serial;
  /** Sessions that were hung up on and may not have ended yet. */
  readonly ending: Set<SessionId>;
  /** What agents ask by hooks that wait for the answer. */
  readonly questions: Questions;
  readonly atWork: AtWork;
  /** To each one line at a time: the next is looked at when it has gone to work on the last. */
  readonly telling: Serials<WorkstreamId>;
  /** What agents ask in menus that wtmux answers. */
  readonly menus: MenuQuestions;
  /** Workstreams whose menu wtmux itself is answering at the moment. */
  readonly answering: Set<WorkstreamId>;
  /** What git says of each worktree; not journalled, because git can be asked again. */
  readonly git: Map<WorkstreamId, GitFacts>;
  /** Which workstreams collide as they are; likewise not journalled. */
  readonly collisions: Map<WorkstreamId, readonly Collision[]>;
  /** When the screen of each changed last; likewise. */
  readonly signs: Map<WorkstreamId, number>;
  /** Whose agents show that they are held up by a rate limit; likewise. */
  readonly limited: Set<WorkstreamId>;
  readonly limits: Limits;
  readonly ports: PortClaims;
  /** What the machine bears at the moment. */
  readonly machine: () => MachineReading;
  /** What is wrong with files in which agents tell of their work; likewise. */
  readonly unread: Map<WorkstreamId, readonly string[]>;
  /** Where the worktrees were that are in the trash. */
  readonly trashed: Set<string>;
  /** Where worktrees were that somebody removed by hand, and since when they are gone. */
  readonly removed: Map<string, Timestamp>;
  readonly status: () => Status;
  readonly now: () => number;
  /** Writes a line to the log. */
  readonly log: (line: string) => void;
};

export type GitFacts = {
  readonly ahead: number;
  readonly behind: number;
  /** Files. */
  readonly uncommitted: number;
};
