/** What can happen to a console, and what it then asks to be done. */
import type { Selection } from '../domain/clipboard.js';
import type { PaneId, SessionId, WaveId, WorkstreamId } from '../domain/ids.js';
import type { Foresight } from '../domain/foresight.js';
import type { ChoiceName, MergeReport } from '../domain/merge.js';
import type { Memory, MemoryId, Verdict } from '../domain/memory.js';
import type { Session, Size } from '../domain/session.js';
import type { Status } from '../domain/status.js';
import type { Timestamp } from '../domain/time.js';
import type { Border } from '../layout/border.js';
import type { AgentName, PlanText } from '../protocol/engine-answers.js';
import type {
  HistoryAnswer,
  PlacesAnswer,
  PromptsAnswer,
  SearchAnswer,
} from '../protocol/history.js';
import type { CallEvent } from './call.js';
import type { Intent } from './intent.js';
import type { Cell, OpenedBy, PastEvent } from './past.js';
import type { LinkState, Notice, Subject } from './state.js';
import type { PastEffect } from './past-effect.js';
import type { Held } from './past-places.js';
import type { NamedPair, PersonsRequest } from './view.js';

export type ConsoleEvent =
  | { readonly type: 'intent'; readonly intent: Intent }
  /** Text for the line that is being typed. */
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'clicked'; readonly column: number; readonly row: number }
  | { readonly type: 'borderMoved'; readonly border: Border; readonly at: Cell }
  /** The person types: what the pointer selected has been seen. */
  | { readonly type: 'selectionSeen' }
  /** The pointer at a pane that shows its past, or is to show it. */
  | {
      readonly type: 'pointed';
      readonly pane: PaneId;
      readonly by: OpenedBy;
      readonly event: PastEvent;
    }
  | {
      readonly type: 'history';
      readonly session: SessionId;
      readonly answer: HistoryAnswer;
    }
  | {
      readonly type: 'places';
      readonly session: SessionId;
      readonly held: readonly Held[];
      readonly answer: PlacesAnswer;
    }
  | {
      readonly type: 'found';
      readonly session: SessionId;
      readonly text: string;
      readonly answer: SearchAnswer;
    }
  | {
      readonly type: 'prompts';
      readonly session: SessionId;
      readonly by: number;
      readonly answer: PromptsAnswer;
    }
  /** The host cannot tell a session's past. */
  | { readonly type: 'pastLost'; readonly session: SessionId }
  /** A session's screen changed while its past is shown. */
  | { readonly type: 'wrote'; readonly session: SessionId }
  /** A program told something beside its screen. */
  | { readonly type: 'called'; readonly event: CallEvent; readonly at: Timestamp }
  /** The terminal got the focus or lost it. */
  | { readonly type: 'terminalFocused'; readonly gained: boolean }
  | { readonly type: 'resized'; readonly size: Size }
  | { readonly type: 'ticked'; readonly now: Timestamp }
  | { readonly type: 'engineLink'; readonly link: LinkState }
  | { readonly type: 'hostLink'; readonly link: LinkState }
  | { readonly type: 'status'; readonly status: Status }
  | { readonly type: 'sessions'; readonly sessions: readonly Session[] }
  | { readonly type: 'session'; readonly session: Session }
  /** A session that the person just opened gets the keyboard when it is there. */
  | { readonly type: 'focusSession'; readonly session: SessionId }
  /** A guest is on its way, and takes the place of the focused pane. */
  | { readonly type: 'guestComes'; readonly session: SessionId }
  | { readonly type: 'forgotten'; readonly session: SessionId }
  | { readonly type: 'noticed'; readonly notice: Notice }
  /** A notice that goes the way of what a program notifies. */
  | {
      readonly type: 'calledFor';
      readonly workstream: WorkstreamId;
      readonly notice: Notice;
    }
  | { readonly type: 'focusWorkstream'; readonly workstream: WorkstreamId }
  | { readonly type: 'selected'; readonly subject: Subject }
  | { readonly type: 'planRead'; readonly plan: PlanText }
  | { readonly type: 'previewed'; readonly report: MergeReport }
  | { readonly type: 'merged'; readonly report: MergeReport }
  | ({ readonly type: 'foreseen'; readonly foresight: Foresight } & Foreseeable)
  | { readonly type: 'memoriesRead'; readonly memories: readonly Memory[] }
  /** A landing was not undone by moving its target back. */
  | { readonly type: 'cannotGoBack'; readonly wave: WaveId; readonly text: string }
  | { readonly type: 'agentsRead'; readonly agents: readonly AgentName[] }
  /** The plan has the agent start with these lines. */
  | {
      readonly type: 'consentNeeded';
      readonly of: HandingOver;
      readonly commands: readonly string[];
    }
  /** What the open dialog asked for was not done; it closes, and the reason is shown. */
  | {
      readonly type: 'refused';
      readonly text: string;
      readonly at: Timestamp;
      /** Still to be answered, though the next one was selected meanwhile. */
      readonly of?: WorkstreamId;
    };

/** Of what conflicts are foreseen: of all, or of one pair with its two sides. */
type Foreseeable = { readonly uncommitted: boolean; readonly pair: NamedPair | null };

/** Ends who has a workstream, and starts another agent. */
export type HandingOver = {
  readonly type: 'handOver';
  readonly workstream: WorkstreamId;
  readonly agent: string;
  readonly message: string;
  /** The person agreed to what the plan has that agent start with. */
  readonly consent: boolean;
};

export type ConsoleEffect =
  | {
      readonly type: 'openShell';
      /** Where nothing is chosen, the folder that the console was started in. */
      readonly folder: string | undefined;
    }
  | {
      /** A session's whole past in a program that begins at a line of it, or at its end. */
      readonly type: 'openPast';
      readonly program: 'editor' | 'pager';
      readonly session: SessionId;
      readonly folder: string;
      readonly line?: number;
    }
  | PastEffect
  | { readonly type: 'readPlan'; readonly workstream: WorkstreamId }
  | { readonly type: 'preview'; readonly wave: WaveId }
  | ({ readonly type: 'foresee' } & Foreseeable)
  | { readonly type: 'merge'; readonly wave: WaveId; readonly fastForward: boolean }
  | {
      readonly type: 'decide';
      readonly wave: WaveId;
      readonly choice: ChoiceName;
      /** In words, for the record; maybe empty. */
      readonly reason: string;
    }
  /** A pane in which the plan of a workstream is changed before it is approved. */
  | { readonly type: 'editPlan'; readonly workstream: WorkstreamId }
  | { readonly type: 'readMemories' }
  | { readonly type: 'readAgents' }
  | HandingOver
  | {
      readonly type: 'review';
      readonly memory: MemoryId;
      readonly verdict: Verdict;
    }
  /** A pane in which a memory is changed before it is kept. */
  | { readonly type: 'editMemory'; readonly memory: MemoryId }
  /** What a workstream has changed, in a pager. */
  | { readonly type: 'openDiff'; readonly of: WorkstreamId }
  /** A pane that shows what the gates of a wave or a workstream write. */
  | { readonly type: 'openLog'; readonly of: WaveId | WorkstreamId }
  | { readonly type: 'ask'; readonly request: PersonsRequest; readonly done: string }
  | { readonly type: 'ring' }
  /** For the desktop; harmless. */
  | { readonly type: 'notify'; readonly title: string; readonly body: string }
  /** As the program gave it; `name` is whose it is. */
  | {
      readonly type: 'putOnClipboard';
      readonly text: string;
      readonly name: string;
      readonly selection: Selection;
    }
  /** Lets go of a session that has ended, and of its pane. */
  | { readonly type: 'forget'; readonly session: SessionId }
  /** Ends a program that is nobody's work, as closing its terminal would. */
  | { readonly type: 'hangUp'; readonly session: SessionId }
  /** The prefix key itself, to the focused pane. */
  | { readonly type: 'sendPrefix' }
  | { readonly type: 'detach' };

export type Step<State> = readonly [State, readonly ConsoleEffect[]];
