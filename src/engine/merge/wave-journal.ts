/**
 * The journal of one wave: what was begun, with every choice that a resumed merge must
 * repeat, and what became of it. Each entry is on the disk before its deed is done.
 */
import { join } from 'node:path';
import type { CommitId, WaveId } from '../../domain/ids.js';
import type { Conflict, GateProcess, GateReport, LeftOut } from '../../domain/merge.js';
import type { Timestamp } from '../../domain/time.js';
import type { Identity } from '../../git/commit.js';
import { openJournal, type Journal, type Replay } from '../../journal/journal.js';
import type { RuledPath } from './conflict-scratch.js';
import type { Decisions, WaveMember, WaveRequest } from './request.js';
import { nameFor } from './wave-refs.js';

export type PinnedMember = WaveMember & { readonly tip: CommitId };

/** All that decides the result, so that a resumed merge makes the very same commits. */
export type Beginning = Omit<WaveRequest, 'members'> & {
  readonly type: 'begin';
  readonly at: Timestamp;
  readonly members: readonly PinnedMember[];
  /** What the target was; null when it did not exist. */
  readonly targetOld: CommitId | null;
  readonly base: CommitId;
  readonly by: Identity;
  /** Seconds since the epoch and an offset. */
  readonly date: string;
  readonly sign: boolean;
};

export type WaveEntry =
  | Beginning
  | { readonly type: 'gateStarted'; readonly name: string; readonly process: GateProcess }
  | {
      readonly type: 'gate';
      readonly commit: CommitId;
      readonly tree: string;
      /** Names exactly this gate, as `fingerprint` does. */
      readonly gate: string;
      readonly report: GateReport;
    }
  | { readonly type: 'candidate'; readonly commit: CommitId }
  | {
      readonly type: 'blocked';
      readonly at: Timestamp;
      readonly why: string;
      readonly conflicts: readonly Conflict[];
      /** The gate that is red, and whose work makes it so if that is known. */
      readonly red?: Red;
      /** The member that conflicts, then what needs it. */
      readonly stuck?: readonly Culprit[];
    }
  /** Its conflict stands in a worktree, to be resolved there. */
  | {
      readonly type: 'opened';
      readonly at: Timestamp;
      readonly ours: CommitId;
      readonly theirs: CommitId;
      readonly stuck: readonly Culprit[];
      /** What is left to resolve there. */
      readonly conflicts?: readonly Conflict[];
      /** How many agents were given a conflict of `theirs`. */
      readonly handed?: number;
      /** What rules made of the other paths of it. */
      readonly settled?: readonly RuledPath[];
    }
  /** A ref moved while the wave was merged; a new beginning follows. */
  | { readonly type: 'stale'; readonly why: string }
  | { readonly type: 'landed'; readonly at: Timestamp; readonly commit: CommitId }
  | { readonly type: 'rolledBack'; readonly at: Timestamp };

export type Red = {
  readonly gate: string;
  readonly tree: string;
  /** The culprit, then what needs it. */
  readonly culprits: readonly Culprit[];
};

/** A member that may be left out, at the commit that was looked at. */
export type Culprit = LeftOut & { readonly tip: CommitId };

/** To be opened only under the lock on merges: opening cuts off what a crash tore. */
export class WaveJournal implements AsyncDisposable {
  readonly #journal: Journal<WaveEntry>;
  readonly #entries: WaveEntry[];

  private constructor({ journal, entries }: Replay<WaveEntry>) {
    this.#journal = journal;
    this.#entries = [...entries];
  }

  static async open(repositoryFolder: string, wave: WaveId): Promise<WaveJournal> {
    const folder = join(wavesFolder(repositoryFolder), nameFor(wave));
    return new WaveJournal(await openJournal(join(folder, 'journal.jsonl')));
  }

  /** Resolves when the entry is on the disk. */
  async append(entry: WaveEntry): Promise<void> {
    await this.#journal.append(entry);
    this.#entries.push(entry);
  }

  /** From the latest beginning on; empty when there is none. */
  get current(): readonly WaveEntry[] {
    const begin = this.#entries.findLastIndex(isBeginning);
    return begin === -1 ? [] : this.#entries.slice(begin);
  }

  /**
   * All that was tried since a person or the plan asked for the merge: moved refs and
   * decisions make it begin again, within it. Gates' results count as long as it lasts.
   */
  get episode(): readonly WaveEntry[] {
    let start = this.#entries.findLastIndex(isBeginning);
    while (this.#continues(start))
      start = this.#entries.slice(0, start).findLastIndex(isBeginning);
    return start === -1 ? [] : this.#entries.slice(start);
  }

  /** What the last attempt was blocked by, when that was the last thing that happened. */
  get blocked(): Extract<WaveEntry, { readonly type: 'blocked' }> | undefined {
    const last = this.current.findLast(isEnd);
    return last?.type === 'blocked' ? last : undefined;
  }

  /** The conflict that stands open since then. */
  get opened(): Extract<WaveEntry, { readonly type: 'opened' }> | undefined {
    const last = this.#entries.at(-1);
    return last?.type === 'opened' ? last : undefined;
  }

  /** How many agents were given a conflict of the commit `theirs`, in all that was tried. */
  handed(theirs: CommitId): number {
    const opened = this.#entries.filter((entry) => entry.type === 'opened');
    return opened.findLast((entry) => entry.theirs === theirs)?.handed ?? 0;
  }

  #continues(start: number): boolean {
    const begin = this.#entries[start];
    const before = this.#entries.slice(0, Math.max(0, start)).findLast(isEnd)?.type;
    if (before === 'stale') return true;
    return before === 'blocked' && begin?.type === 'begin' && isDecided(begin.decisions);
  }

  /** The beginning of what landed last, whatever was tried since. */
  get lastLanding(): Beginning | undefined {
    const landed = this.#entries.findLastIndex(({ type }) => type === 'landed');
    return this.#entries.slice(0, Math.max(0, landed)).findLast(isBeginning);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#journal[Symbol.asyncDispose]();
  }
}

function isDecided({ find, ejected, overridden }: Decisions): boolean {
  return find || ejected.length > 0 || overridden.length > 0;
}

export function isBeginning(entry: WaveEntry): entry is Beginning {
  return entry.type === 'begin';
}

function wavesFolder(repositoryFolder: string): string {
  return join(repositoryFolder, 'waves');
}

/** Whether an attempt ended with it. */
export function isEnd({ type }: WaveEntry): boolean {
  return ['blocked', 'stale', 'landed', 'rolledBack'].includes(type);
}
