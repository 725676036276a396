/**
 * All that may be asked of the host, and all that it tells.
 *
 * Beside these messages go three packets: a `screen` for each session that the peer
 * views, at most one of a session under way until the peer answers `screenSeen`; and
 * `input`, bytes for a session's program.
 */
import type { Selection } from '../domain/clipboard.js';
import type { SessionId } from '../domain/ids.js';
import type { Session, Size } from '../domain/session.js';
import type { Colours } from '../screen/colours.js';
import type { Progress } from '../screen/notices.js';
import type { HistoryAnswers, HistoryRequest } from './history.js';

export type HostRequest =
  | HistoryRequest
  | {
      /** Starts a program in a pty of its own. Refused when the id is taken by a live session. */
      readonly type: 'spawn';
      readonly session: SessionId;
      readonly command: readonly string[];
      readonly cwd: string;
      /** Added to the clean environment that the host makes. */
      readonly env: Readonly<Record<string, string>>;
      readonly size: Size;
      /**
       * An ended session whose place this one takes, also one of a host that was lost: what
       * is recorded of it stands above, and the recording goes on.
       */
      readonly follows?: SessionId;
    }
  | {
      /** Whether such a `spawn` would find its program. Refused, saying what is missing, when not. */
      readonly type: 'find';
      readonly command: readonly string[];
      readonly cwd: string;
      readonly env: Readonly<Record<string, string>>;
    }
  | { readonly type: 'sessions' }
  | {
      /**
       * Which screens this peer wants, and how large it shows them; replaces the last wish. A
       * screen has the size that the peer wants at which a person was last.
       */
      readonly type: 'view';
      readonly panes: readonly { readonly session: SessionId; readonly size: Size }[];
    }
  /** A person is at this peer: until one is at another, what it views has the size it wants. */
  | { readonly type: 'attend' }
  | {
      /** Whether this peer wants `screenText` events of every session. */
      readonly type: 'observe';
      readonly on: boolean;
    }
  | {
      /** The text of a screen, with its scrollback if wanted. Works for an exited session. */
      readonly type: 'capture';
      readonly session: SessionId;
      readonly scrollback: boolean;
      /** Lines that wrap are one line of text. */
      readonly joined?: boolean;
    }
  | {
      /**
       * Types keys while the screen shows exactly these lines, those of a `capture` without
       * scrollback; answers whether it did, and refuses for one that has ended. What the
       * program has not read yet it may have changed since: nearer to its screen than here
       * nobody is.
       */
      readonly type: 'press';
      readonly session: SessionId;
      readonly keys: string;
      /**
       * They are a piece of text; a program that asks for it is told where it begins and ends,
       * and only such a one is given several lines.
       */
      readonly pasted?: boolean;
      readonly shown: readonly string[];
    }
  | {
      /** The outer terminal's colours, for all programs that ask; of the last console that told. */
      readonly type: 'colours';
      readonly colours: Colours;
    }
  | {
      /** Signals the session's process group. */
      readonly type: 'signal';
      readonly session: SessionId;
      readonly signal: 'SIGHUP' | 'SIGINT' | 'SIGTERM' | 'SIGKILL';
    }
  | {
      /** Lets go of an exited session's screen. Refused while its program runs. */
      readonly type: 'forget';
      readonly session: SessionId;
    }
  | {
      /**
       * Starts `command` again whenever this peer's connection ends without `unguard`:
       * how the engine outlives its own crash. At most 5 starts in 10 s.
       */
      readonly type: 'guard';
      readonly command: readonly string[];
      readonly cwd: string;
    }
  | { readonly type: 'unguard' }
  | {
      /** Ends the host. Refused while programs run, unless `force`, which hangs them up. */
      readonly type: 'shutdown';
      readonly force: boolean;
    };

export type HostAnswers = HistoryAnswers & {
  readonly spawn: Session;
  readonly find: null;
  readonly sessions: readonly Session[];
  readonly view: null;
  readonly attend: null;
  readonly observe: null;
  readonly capture: Capture;
  readonly press: boolean;
  readonly colours: null;
  readonly signal: null;
  readonly forget: null;
  readonly guard: null;
  readonly unguard: null;
  readonly shutdown: null;
};

/** Lines from the top, trailing blanks cut; wrapped lines are lines of their own, unless joined. */
export type Capture = {
  readonly lines: readonly string[];
  readonly title: string;
};

export type HostEvent =
  /** A session started, changed its title or size, or exited. */
  | { readonly type: 'session'; readonly session: Session }
  | { readonly type: 'forgotten'; readonly session: SessionId }
  /** The host ends with all sessions, because somebody wished it to (`shutdown`). */
  | { readonly type: 'ending' }
  /** Rang the bell. */
  | { readonly type: 'bell'; readonly session: SessionId }
  /** Told the person something (OSC 9, 99, 777); at most one every 500 ms, the newest. */
  | {
      readonly type: 'notification';
      readonly session: SessionId;
      readonly title: string;
      readonly body: string;
    }
  /** How far it says it is (OSC 9;4). */
  | {
      readonly type: 'progress';
      readonly session: SessionId;
      readonly progress: Progress;
    }
  /** Wants text in the clipboard (OSC 52); a console decides. At most 1 MB, not to be shown. */
  | {
      readonly type: 'clipboard';
      readonly session: SessionId;
      readonly text: string;
      readonly selection: Selection;
    }
  /** Its emulator failed: its screen begins anew, its program goes on. */
  | { readonly type: 'fault'; readonly session: SessionId }
  /** To observers: the visible screen after output, at most every 250 ms, and once it is quiet. */
  | {
      readonly type: 'screenText';
      readonly session: SessionId;
      readonly title: string;
      readonly lines: readonly string[];
      /** Whether nothing was written for the last 250 ms. */
      readonly quiet: boolean;
    };
