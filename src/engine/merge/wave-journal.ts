/**
 * The journal of one wave: what was begun, with every choice that a resumed merge must
 * repeat, and what became of it. Each entry is on the disk before its deed is done.
 */
import { join } from 'node:path';
import type { CommitId, WaveId } from '../../domain/ids.js';
import type { Conflict, GateReport } from '../../domain/merge.js';
import type { Timestamp } from '../../domain/time.js';
import type { Identity } from '../../git/commit.js';
import { openJournal, type Journal, type Replay } from '../../journal/journal.js';
import type { WaveMember, WaveRequest } from './request.js';
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
    }
  /** A ref moved while the wave was merged; a new beginning follows. */
  | { readonly type: 'stale'; readonly why: string }
  | { readonly type: 'landed'; readonly at: Timestamp; readonly commit: CommitId }
  | { readonly type: 'rolledBack'; readonly at: Timestamp };

/** Names a gate's process group so that another process's is never taken for it. */
export type GateProcess = { readonly pid: number; readonly started: string };

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
   * All that was tried to land what is being merged: from the beginning that did not follow
   * on one that a moved ref made stale. Gates' results count within it.
   */
  get episode(): readonly WaveEntry[] {
    let start = this.#entries.findLastIndex(isBeginning);
    while (this.#entries[start - 1]?.type === 'stale')
      start = this.#entries.slice(0, start).findLastIndex(isBeginning);
    return start === -1 ? [] : this.#entries.slice(start);
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

export function isBeginning(entry: WaveEntry): entry is Beginning {
  return entry.type === 'begin';
}

function wavesFolder(repositoryFolder: string): string {
  return join(repositoryFolder, 'waves');
}
