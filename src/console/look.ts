/**
 * How states look: a mark and a word each, so that colour is never all that tells them
 * apart. Colours are of the terminal's own 16, so the user's theme decides.
 */
import type { GateReport } from '../domain/merge.js';
import type { WaveStateName, WorkstreamStateName } from '../domain/status.js';

export type Look = {
  readonly mark: string;
  readonly word: string;
  readonly color: string;
};

/** Text as the terminal has it: white would not be seen on white. */
const OWN = '';

/** The colour of what has the keyboard. */
export const ACCENT = 'cyan';

export const workstreamLooks = {
  planned: { mark: '·', word: 'planned', color: 'gray' },
  ready: { mark: '○', word: 'ready', color: OWN },
  starting: { mark: '◌', word: 'starting', color: OWN },
  plan_review: { mark: '?', word: 'plan review', color: 'yellow' },
  working: { mark: '●', word: 'working', color: 'green' },
  waiting: { mark: '!', word: 'needs you', color: 'yellow' },
  idle: { mark: '◦', word: 'idle', color: OWN },
  gating: { mark: '●', word: 'gates run', color: 'cyan' },
  done: { mark: '✓', word: 'done', color: 'cyan' },
  blocked: { mark: '■', word: 'blocked', color: 'red' },
  failed: { mark: '✗', word: 'failed', color: 'red' },
  upstream_failed: { mark: '✗', word: 'upstream failed', color: 'red' },
  held: { mark: '‖', word: 'on hold', color: 'magenta' },
  skipped: { mark: '–', word: 'stopped', color: 'gray' },
  landed: { mark: '◆', word: 'landed', color: 'blueBright' },
  rolled_back: { mark: '↶', word: 'rolled back', color: 'magenta' },
} as const satisfies Record<WorkstreamStateName, Look>;

export const waveLooks = {
  draft: { mark: '·', word: 'not yet', color: 'gray' },
  ready: { mark: '▶', word: 'ready', color: 'yellow' },
  merging: { mark: '●', word: 'merging', color: 'green' },
  blocked: { mark: '■', word: 'blocked', color: 'red' },
  gating: { mark: '●', word: 'gates run', color: 'green' },
  isolating: { mark: '●', word: 'isolating', color: 'green' },
  ready_to_land: { mark: '▶', word: 'to land', color: 'yellow' },
  landed: { mark: '◆', word: 'landed', color: 'blueBright' },
  rolled_back: { mark: '↶', word: 'rolled back', color: 'magenta' },
} as const satisfies Record<WaveStateName, Look>;

export const gateLooks = {
  pending: { mark: '·', word: 'pending', color: 'gray' },
  running: { mark: '●', word: 'running', color: 'green' },
  passed: { mark: '✓', word: 'passed', color: 'green' },
  failed: { mark: '✗', word: 'failed', color: 'red' },
  flaky: { mark: '~', word: 'flaky', color: 'yellow' },
  errored: { mark: '✗', word: 'errored', color: 'red' },
  overridden: { mark: '!', word: 'overridden', color: 'yellow' },
} as const satisfies Record<GateReport['state'], Look>;

/** A bar of `width` cells that is `percent` full; what is left is thinner. */
export function bar(
  percent: number,
  width: number,
): readonly [full: string, rest: string] {
  const cells = Math.round((Math.max(0, Math.min(100, percent)) / 100) * width);
  return ['━'.repeat(cells), '─'.repeat(width - cells)];
}
