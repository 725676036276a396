/**
 * The journal of one wave: what was begun, with every choice that a resumed merge must
 * repeat, and what became of it. Each entry is on the disk before its deed is done.
 */
import { mkdir, open, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommitId, WaveId } from '../../domain/ids.js';
import type { Conflict, GateReport } from '../../domain/merge.js';
import type { Timestamp } from '../../domain/time.js';
import type { Identity } from '../../git/commit.js';
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
  | { readonly type: 'gate'; readonly commit: CommitId; readonly report: GateReport }
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

export class WaveJournal {
  readonly #folder: string;

  constructor(repositoryFolder: string, wave: WaveId) {
    this.#folder = join(wavesFolder(repositoryFolder), nameFor(wave));
  }

  /** Resolves when the entry is on the disk. */
  async append(entry: WaveEntry): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const text = await this.#text();
    // A line that a crash tore is ended, so that it cannot swallow this one.
    const gap = text === '' || text.endsWith('\n') ? '' : '\n';
    const file = await open(this.#file, 'a', 0o600);
    try {
      await file.appendFile(`${gap}${JSON.stringify(entry)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** From the latest beginning on; empty when there is none. Torn lines are left out. */
  async entries(): Promise<readonly WaveEntry[]> {
    const entries = await this.#all();
    const begin = entries.findLastIndex(isBeginning);
    return begin === -1 ? [] : entries.slice(begin);
  }

  /** The beginning of what landed last, whatever was tried since. */
  async lastLanding(): Promise<Beginning | undefined> {
    const entries = await this.#all();
    const landed = entries.findLastIndex(({ type }) => type === 'landed');
    return entries.slice(0, Math.max(0, landed)).findLast(isBeginning);
  }

  async #all(): Promise<readonly WaveEntry[]> {
    return (await this.#text()).split('\n').flatMap(parseLine);
  }

  get #file(): string {
    return join(this.#folder, 'journal.jsonl');
  }

  async #text(): Promise<string> {
    try {
      return await readFile(this.#file, 'utf8');
    } catch (error) {
      if (isMissing(error)) return '';
      throw error;
    }
  }
}

/** Every beginning that a repository's journals know, one a wave. */
export async function knownWaves(
  repositoryFolder: string,
): Promise<readonly Beginning[]> {
  const known: Beginning[] = [];
  for (const name of await folders(wavesFolder(repositoryFolder))) {
    const text = await readFile(
      join(wavesFolder(repositoryFolder), name, 'journal.jsonl'),
      'utf8',
    ).catch(() => '');
    const last = text.split('\n').flatMap(parseLine).findLast(isBeginning);
    if (last) known.push(last);
  }
  return known;
}

function isBeginning(entry: WaveEntry): entry is Beginning {
  return entry.type === 'begin';
}

function parseLine(line: string): readonly WaveEntry[] {
  try {
    const entry: WaveEntry = JSON.parse(line);
    return [entry];
  } catch {
    return [];
  }
}

async function folders(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function wavesFolder(repositoryFolder: string): string {
  return join(repositoryFolder, 'waves');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
