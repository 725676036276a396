/**
 * Changes refs all or nothing, each only if it still is what the caller believes
 * (compare-and-swap). Flushed to the disk, so that a landed wave survives a power cut.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unreachable } from '../base/assert.js';
import { plainText } from '../base/plain-text.js';
import { fail, ok, type Result } from '../base/result.js';
import { Serial } from '../base/serial.js';
import type { CommitId } from '../domain/ids.js';
import { Conversation } from './conversation.js';
import { resolveCommit } from './refs.js';
import { callIn, type Repository } from './repository.js';
import { reason, type GitCall, type GitOutput } from './run.js';

export type RefChange =
  | {
      readonly type: 'update';
      readonly ref: string;
      readonly to: CommitId;
      readonly from: CommitId;
    }
  | { readonly type: 'create'; readonly ref: string; readonly to: CommitId }
  | { readonly type: 'delete'; readonly ref: string; readonly from: CommitId }
  | { readonly type: 'verify'; readonly ref: string; readonly is: CommitId };

/**
 * `moved`: a ref is not what was expected, named with what it is. `refused`: a lock of
 * somebody's, a hook's veto, a name in the way; in git's words.
 */
export type RefFailure =
  | { readonly type: 'moved'; readonly ref: string; readonly is: CommitId | undefined }
  | { readonly type: 'refused'; readonly why: string };

/**
 * A commit or a fetch holds the lock of a ref for some milliseconds; git's own 100 are
 * too few on a busy machine. Much longer, and a lock left by a crash looks like a hang.
 */
const LOCK_PATIENCE_MS = 1000;

/** Full ref names. `why` goes to the reflogs. Nothing has changed after a failure. */
export async function changeRefs(
  repo: Repository,
  changes: readonly RefChange[],
  why: string,
): Promise<Result<void, RefFailure>> {
  await using writer = new RefWriter(repo, why);
  return await writer.change(changes);
}

/** Changes refs time and again; transactions that follow one another take one process. */
export class RefWriter implements AsyncDisposable {
  readonly #repo: Repository;
  readonly #call: Omit<GitCall, 'input'>;
  readonly #turns = new Serial();
  #talk: Conversation | undefined;
  /** Is told what came of the transaction under way; undefined when it was done. */
  #tell: (failed: Failed | undefined) => void = () => undefined;

  constructor(repo: Repository, why: string) {
    this.#repo = repo;
    this.#call = callIn(repo, {
      args: ['update-ref', '-m', `wtmux: ${why}`, '--stdin', '-z'],
      config: [`core.filesRefLockTimeout=${LOCK_PATIENCE_MS}`],
    });
  }

  /** As `changeRefs`. */
  async change(changes: readonly RefChange[]): Promise<Result<void, RefFailure>> {
    if (changes.length === 0) return ok(undefined);
    const failed = await this.#turns.run(() => this.#transact(changes));
    if (!failed) return ok(undefined);
    const moved = await firstMoved(this.#repo, changes);
    return fail(moved ?? { type: 'refused', why: refusal(failed) });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#talk?.[Symbol.asyncDispose]();
  }

  #transact(changes: readonly RefChange[]): Promise<Failed | undefined> {
    this.#talk ??= this.#begin();
    const done = new Promise<Failed | undefined>((resolve) => (this.#tell = resolve));
    this.#talk.say(['start\0', ...changes.map(line), 'prepare\0', 'commit\0'].join(''));
    return done;
  }

  #begin(): Conversation {
    let heard = '';
    return new Conversation(this.#call, {
      heard: (bytes) => {
        heard += bytes.toString();
        if (!heard.endsWith('commit: ok\n')) return;
        heard = '';
        this.#tell(undefined);
      },
      ended: (output) => {
        this.#talk = undefined;
        this.#tell(output);
      },
    });
  }
}

type Failed = Pick<GitOutput, 'code' | 'stderr'>;

/**
 * Removes the locks that a killed git left on refs below `prefix`, which must be refs that
 * nobody but the caller changes.
 */
export async function removeRefLocks(repo: Repository, prefix: string): Promise<void> {
  const folder = join(repo.commonDir, prefix);
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  for (const name of names)
    if (name.endsWith('.lock')) await rm(join(folder, name), { force: true });
}

/** Shorter than git's own advice, which also tells to look for an editor. */
function refusal(output: Failed): string {
  const [, lock] = /Unable to create '(.+\.lock)': File exists/.exec(output.stderr) ?? [];
  if (lock === undefined) return reason(output);
  const path = plainText(lock.replace('/./', '/'));
  return `${path} is in the way: a git process is at work, or crashed here; delete it if none runs`;
}

function line(change: RefChange): string {
  switch (change.type) {
    case 'update':
      return `update ${change.ref}\0${change.to}\0${change.from}\0`;
    case 'create':
      return `create ${change.ref}\0${change.to}\0`;
    case 'delete':
      return `delete ${change.ref}\0${change.from}\0`;
    case 'verify':
      return `verify ${change.ref}\0${change.is}\0`;
    default:
      return unreachable(change);
  }
}

async function firstMoved(
  repo: Repository,
  changes: readonly RefChange[],
): Promise<RefFailure | undefined> {
  for (const change of changes) {
    const is = await resolveCommit(repo, change.ref);
    if (is !== expected(change)) return { type: 'moved', ref: change.ref, is };
  }
  return undefined;
}

function expected(change: RefChange): CommitId | undefined {
  switch (change.type) {
    case 'update':
    case 'delete':
      return change.from;
    case 'create':
      return undefined;
    case 'verify':
      return change.is;
    default:
      return unreachable(change);
  }
}
