/** All that a console knows and shows, as plain data. */
import { DEFAULT_CLIPBOARD, type ClipboardPolicy } from '../domain/clipboard.js';
import type {
  ApprovalId,
  PaneId,
  SessionId,
  WaveId,
  WorkstreamId,
} from '../domain/ids.js';
import type { Session, Size } from '../domain/session.js';
import type { Status } from '../domain/status.js';
import { statusLinesOf, type StatusLine } from '../domain/status-lines.js';
import type { Timestamp } from '../domain/time.js';
import type { Layout } from '../layout/layout.js';
import type { LayoutFile } from '../layout/layout-slots.js';
import type { Arranged } from '../layout/saved.js';
import type { Call, CopyWish } from './call.js';
import { defaultKeymap, type Keymap, type Mode } from './keymap.js';
import type { Pane } from './panes.js';
import type { Past } from './past.js';
import { PANES, type View } from './view.js';

export type ConsoleState = {
  readonly keymap: Keymap;
  readonly clipboard: ClipboardPolicy;
  readonly size: Size;
  /** Whether the terminal has the focus; those who open one look at it. */
  readonly terminalFocused: boolean;
  /** When the console last looked at its clock; ages are counted from it. */
  readonly now: Timestamp;
  readonly status: Status | undefined;
  readonly sessions: ReadonlyMap<SessionId, Session>;
  readonly engine: LinkState;
  readonly host: LinkState;
  readonly panes: readonly Pane[];
  /** Panes that the person put away; their sessions go on. */
  readonly away: ReadonlySet<PaneId>;
  /** How the panes were left, until they are there. */
  readonly arranged: Arranged | undefined;
  /** Whether the person has done anything: from then on each pane keeps its number. */
  readonly begun: boolean;
  /** How the panes were left that stand as they did, with those that are not back yet. */
  readonly left: Arranged | undefined;
  /** The lost workstreams that the person was asked about. */
  readonly offered: ReadonlySet<WorkstreamId>;
  /** The panes that show their past. */
  readonly pasts: ReadonlyMap<PaneId, Past>;
  /** What sessions told beside their screens. */
  readonly calls: ReadonlyMap<SessionId, Call>;
  /** The last text that a program may only copy when the person agrees. */
  readonly copyWish: CopyWish | undefined;
  /** The pane that keys would go to. */
  readonly focused: PaneId | undefined;
  readonly keyboard: 'pane' | 'sidebar';
  /** The prefix was pressed; the next key is a command. */
  readonly prefixed: boolean;
  readonly selected: Subject | undefined;
  /** The groups of a large plan of which all is shown. */
  readonly unfolded: ReadonlySet<string>;
  readonly layouts: readonly NamedLayout[];
  readonly layout: number;
  /** Whether the person chose the layout; until then the plan's wish counts. */
  readonly layoutChosen: boolean;
  /** The tree as the person resized it, until the panes or the layout change. */
  readonly custom: Layout | undefined;
  readonly zoomed: boolean;
  /** Guests that took the keyboard from a pane, or all the room, and give it back. */
  readonly stays: readonly Stay[];
  readonly view: View;
  /** What a dialog was opened for in the inbox, which stands behind it. */
  readonly answering: ApprovalId | undefined;
  readonly notice: Notice | undefined;
  /** What the status bar said, the latest first. */
  readonly messages: readonly Notice[];
};

export type Stay = {
  readonly session: SessionId;
  /** The pane that was in focus before it came, and is again when it goes. */
  readonly over: PaneId | undefined;
  /** Where the keyboard was before it came: its last words must not go to an agent. */
  readonly keyboard: ConsoleState['keyboard'];
  /** Whether panes were zoomed before it took all the room; undefined if it took none. */
  readonly zoomed?: boolean;
};

export type LinkState = 'connecting' | 'up' | 'lost';

/** What a line of the sidebar stands for. */
export type Subject =
  | { readonly type: 'workstream'; readonly id: WorkstreamId }
  | { readonly type: 'group'; readonly id: string }
  | { readonly type: 'wave'; readonly id: WaveId };

export type NamedLayout = {
  /** The file's name, by which plans ask for it. */
  readonly name: string;
  readonly file: LayoutFile;
};

export type Notice = {
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
  /** When it was said. What is said to a key is taken for said at the next tick. */
  readonly at: Timestamp | undefined;
  /** Says why a key did nothing; the next one puts it away. */
  readonly isReply?: boolean;
};

export type Start = {
  readonly size: Size;
  readonly now: Timestamp;
  readonly layouts: readonly NamedLayout[];
  /** The default one, unless the user's settings say otherwise. */
  readonly keymap?: Keymap;
  readonly clipboard?: ClipboardPolicy;
};

export function initialState({
  size,
  now,
  layouts,
  keymap = defaultKeymap,
  clipboard = DEFAULT_CLIPBOARD,
}: Start): ConsoleState {
  return {
    keymap,
    clipboard,
    size,
    terminalFocused: true,
    now,
    status: undefined,
    sessions: new Map(),
    engine: 'connecting',
    host: 'connecting',
    panes: [],
    away: new Set(),
    arranged: undefined,
    begun: false,
    left: undefined,
    offered: new Set(),
    pasts: new Map(),
    calls: new Map(),
    copyWish: undefined,
    focused: undefined,
    keyboard: 'sidebar',
    prefixed: false,
    selected: undefined,
    unfolded: new Set(),
    layouts,
    layout: 0,
    layoutChosen: false,
    custom: undefined,
    zoomed: false,
    stays: [],
    view: PANES,
    answering: undefined,
    notice: undefined,
    messages: [],
  };
}

/** Where the keyboard is: which part of the keymap counts. */
export function modeOf(state: ConsoleState): Mode {
  const { view, prefixed, keyboard } = state;
  if (view.type !== 'panes' && prefixed) return 'leaving';
  if (view.type === 'plan') return view.asks ?? 'plan';
  if (view.type !== 'panes') return view.type;
  if (prefixed) return 'prefix';
  return keyboard === 'sidebar' ? 'sidebar' : modeInPane(focusedPast(state));
}

/** What the pointer selected is only shown: keys go to the agent. */
function modeInPane(past: Past | undefined): Mode {
  if (!past || past.by === 'pointer') return 'pane';
  if (past.phase !== 'open') return 'scroll';
  if (past.awaited) return 'character';
  return past.search?.typing ? 'search' : 'scroll';
}

/** The past that the focused pane shows. */
export function focusedPast({ pasts, focused }: ConsoleState): Past | undefined {
  return focused && pasts.get(focused);
}

export function focusedPane({ panes, focused }: ConsoleState): Pane | undefined {
  return panes.find(({ id }) => id === focused);
}

/** The session that the person looks at and types to. */
export function attendedSession(state: ConsoleState): SessionId | undefined {
  const isPane = state.terminalFocused && state.keyboard === 'pane';
  return isPane ? focusedPane(state)?.session.id : undefined;
}

/** How a session is called: by its workstream, if it has one. */
export function nameOf({ panes }: ConsoleState, id: SessionId): string {
  return panes.find(({ session }) => session.id === id)?.workstream ?? id;
}

export function sameSubject(
  one: Subject | undefined,
  other: Subject | undefined,
): boolean {
  return one?.type === other?.type && one?.id === other?.id;
}

/** The lines of the sidebar that can be selected, from the top. */
export function subjects(state: Listed): readonly Subject[] {
  const { status } = state;
  return [
    ...linesOf(state).map((line): Subject =>
      line.type === 'group'
        ? { type: 'group', id: line.group.id }
        : { type: 'workstream', id: line.workstream.id },
    ),
    ...(status?.waves ?? []).map(({ id }) => ({ type: 'wave', id }) as const),
  ];
}

type Listed = Pick<ConsoleState, 'status' | 'unfolded' | 'selected'>;

/** Groups and workstreams as the sidebar lists them. */
export function linesOf({ status, unfolded, selected }: Listed): readonly StatusLine[] {
  if (!status) return [];
  return statusLinesOf(status, {
    isOpen: (group) => unfolded.has(group),
    selected: selected?.type === 'workstream' ? selected.id : undefined,
  });
}

/** The workstream of the focused pane. */
export function focusedSubject(state: ConsoleState): Subject | undefined {
  const id = focusedPane(state)?.workstream;
  return id && { type: 'workstream', id };
}

/** The same with a line for the person, about what they have just done. */
export function told(state: ConsoleState, text: string): ConsoleState {
  return { ...state, notice: { level: 'info', text, at: undefined, isReply: true } };
}

export function withoutReply(state: ConsoleState): ConsoleState {
  return state.notice?.isReply ? { ...state, notice: undefined } : state;
}
