/** What a person wants, free of which key said so. */
import type { Direction } from '../layout/layout.js';
import type { Side } from '../layout/neighbour.js';
import type { PastEvent } from './past.js';

export type Intent =
  /** Shows the past of the focused pane. */
  | { readonly type: 'enterPast' }
  /** To the past that the focused pane shows. */
  | { readonly type: 'past'; readonly event: PastEvent }
  /** The whole past of the focused pane in a program of the person's. */
  | { readonly type: 'openPast'; readonly program: 'editor' | 'pager' }
  | { readonly type: 'prefix' }
  | { readonly type: 'sendPrefix' }
  | { readonly type: 'focusPane'; readonly number: number }
  | { readonly type: 'moveFocus'; readonly side: Side }
  | { readonly type: 'nextPane' }
  | { readonly type: 'openSidebar' }
  | { readonly type: 'select'; readonly by: 1 | -1 }
  | { readonly type: 'open' }
  | { readonly type: 'nextWaiting' }
  /** To a line of the sidebar by its name. */
  | { readonly type: 'goTo' }
  | { readonly type: 'approve' }
  /** Gives a permission for the whole session of the agent. */
  | { readonly type: 'allowAlways' }
  | { readonly type: 'reject' }
  /** Changes a plan before it is approved, or a memory before it is kept. */
  | { readonly type: 'edit' }
  | { readonly type: 'merge' }
  | { readonly type: 'rollback' }
  /** Which workstreams would conflict. */
  | { readonly type: 'conflicts' }
  /** One of the numbered ways on of a blocked wave. */
  | { readonly type: 'choose'; readonly number: number }
  /** To watch the gates of a wave. */
  | { readonly type: 'watchGates' }
  /** Where a workstream is worked on, for the clipboard. */
  | { readonly type: 'copyPlace'; readonly what: 'worktree' | 'branch' }
  /** What a workstream has changed. */
  | { readonly type: 'showDiff' }
  | { readonly type: 'send' }
  | { readonly type: 'stop' }
  | { readonly type: 'restart' }
  /** Has another agent go on with a workstream. */
  | { readonly type: 'handOver' }
  /** Puts a workstream on hold, or lets it go on. */
  | { readonly type: 'pause' }
  /** All that waits for the person. */
  | { readonly type: 'inbox' }
  /** Has a workstream count as done in spite of a red gate. */
  | { readonly type: 'override' }
  /** Lets one start before all others, or after them. */
  | { readonly type: 'prioritise' }
  /** Whether a program that waits for it may copy. */
  | { readonly type: 'answerCopy' }
  | { readonly type: 'zoom' }
  | { readonly type: 'nextLayout' }
  | { readonly type: 'swap' }
  | { readonly type: 'resize'; readonly direction: Direction; readonly by: number }
  /** Where there are more panes than room. */
  | { readonly type: 'turnPage'; readonly by: 1 | -1 }
  | { readonly type: 'hide' }
  | { readonly type: 'showAll' }
  /** A shell in the worktree of a workstream. */
  | { readonly type: 'shell' }
  | { readonly type: 'help' }
  | { readonly type: 'messages' }
  | { readonly type: 'scroll'; readonly lines: number }
  /** By as much as the dialog shows. */
  | { readonly type: 'turnDialog'; readonly by: 1 | -1 }
  | { readonly type: 'confirm' }
  /** Takes or leaves what the line stands for. */
  | { readonly type: 'toggle' }
  | { readonly type: 'cancel' }
  | { readonly type: 'erase' }
  | { readonly type: 'detach' };
