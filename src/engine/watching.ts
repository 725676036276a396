/** Watches the worktree of every workstream and has it read when something settled there. */
import { existsSync } from 'node:fs';
import { disposable, Disposer } from '../base/disposer.js';
import { plainText } from '../base/plain-text.js';
import { coalesced, Serial } from '../base/serial.js';
import { gitFolder } from '../git/refs.js';
import { watchBranches } from '../watch/watch-branches.js';
import { watchWorktree } from '../watch/watch-worktree.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Milliseconds, Timestamp } from '../domain/time.js';
import type { Made } from '../workflow/event.js';
import { Apart } from './apart.js';
import { isInTrash } from './cleaning-up.js';
import type { EngineContext } from './context.js';
import { allMade, factsOf } from './plan-facts.js';
import { CUT_OFF_MS, nothingSeen, readWorktree } from './reading.js';
import { backText, isWorktree, removedText } from './removed-worktree.js';

/** One that is there and no worktree, as with a broken `.git`, costs a process of git each time. */
const TRY_SELDOM_MS: Milliseconds = 60_000;

/**
 * An agent whose screen comes to rest again and again, as with a line every half second, would
 * have git look through its worktree each time; longer than this is seen in the sidebar.
 */
const READ_AGAIN_MS = 2000;

export class Watching implements Disposable {
  readonly #context: EngineContext;
  /** By the worktree's path: a plan may give a workstream another one. */
  readonly #watches = new Map<string, Disposable>();
  readonly #reads = new Map<WorkstreamId, Apart>();
  /** Worktrees told to be out of reach. */
  readonly #lost = new Set<string>();
  /** Those that were removed, by path, and who looks whether they are back. */
  readonly #missing = new Map<string, Missing>();
  #look: NodeJS.Timeout | undefined;
  readonly #branches: Disposable;
  /** Of two who come together, the later finds what the earlier began to watch. */
  readonly #turns = new Serial();
  #closed = false;

  /** `moved` is called when a branch moved. */
  constructor(context: EngineContext, moved: () => void) {
    this.#context = context;
    this.#branches = watchBranches({
      commonDir: context.repo.commonDir,
      onChange: moved,
      onError: (error) => context.log(error.message),
    });
  }

  /**
   * Watches the worktrees that are not watched yet, and no others any more. One that is
   * out of reach is told, and tried again the next time.
   */
  watchAll(): Promise<void> {
    return this.#turns.run(async () => {
      const all = new Map(
        allMade(this.#context.plan.state)
          .filter(({ path }) => !isInTrash(this.#context, path))
          .map((one) => [one.path, one]),
      );
      for (const path of this.#watches.keys()) if (!all.has(path)) this.#leave(path);
      for (const path of this.#missing.keys())
        if (!all.has(path)) this.#missing.delete(path);
      for (const made of all.values())
        if (!this.#watches.has(made.path)) await this.#tryToWatch(made);
    });
  }

  /**
   * Reads the worktree of a workstream again whose agent has come to rest: what it changed
   * without a commit, nothing in the watched folders tells. Returns at once.
   */
  readAgain(id: WorkstreamId): void {
    this.#reads.get(id)?.ask();
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    clearTimeout(this.#look);
    for (const path of this.#watches.keys()) this.#leave(path);
    this.#branches[Symbol.dispose]();
  }

  async #tryToWatch(made: Made): Promise<void> {
    try {
      await this.#watch(made);
      this.#lost.delete(made.path);
      this.#context.removed.delete(made.path);
      this.#missing.delete(made.path);
    } catch (error) {
      this.#context.log(`${made.path}: ${String(error)}`);
      if (existsSync(made.path))
        this.#tellLost(made, `its worktree ${made.path} cannot be watched`);
      else this.#removed(made);
    }
  }

  async #watch(made: Made): Promise<void> {
    const { path } = made;
    const seen = nothingSeen();
    const watch = new Disposer();
    let timer: NodeJS.Timeout | undefined;
    watch.add(disposable(() => clearTimeout(timer)));
    const read = coalesced(
      async () => {
        clearTimeout(timer);
        const isGrowing = await readWorktree(this.#context, made, seen);
        // What is cut off for good changes no more, so that nothing else would tell.
        if (isGrowing && this.#watches.get(path) === watch)
          timer = setTimeout(read, CUT_OFF_MS);
      },
      (error) => this.#context.log(`${path}: ${String(error)}`),
    );
    const gitDir = await gitFolder(path);
    if (this.#closed) return;
    this.#watches.set(path, watch);
    const again = watch.add(new Apart(read, READ_AGAIN_MS));
    this.#reads.set(made.workstream, again);
    watch.add(
      disposable(() => {
        if (this.#reads.get(made.workstream) === again)
          this.#reads.delete(made.workstream);
      }),
    );
    watch.add(
      watchWorktree({
        worktree: path,
        gitDir,
        onChange: read,
        onRemoved: () => this.#removed(made),
        onError: (error) => this.#context.log(`${path}: ${error.message}`),
      }),
    );
  }

  #removed(made: Made): void {
    this.#leave(made.path);
    if (isInTrash(this.#context, made.path)) return;
    if (!this.#context.removed.has(made.path))
      this.#context.removed.set(made.path, this.#context.now());
    this.#context.unread.delete(made.workstream);
    this.#context.feed.changed();
    this.#tellLost(made, removedText(made));
    this.#missing.set(made.path, this.#gone(made));
    this.#lookForMissing();
  }

  /** Nothing announces what comes back: the folder that it was in may be gone, too. */
  #lookForMissing(): void {
    clearTimeout(this.#look);
    if (this.#closed || this.#missing.size === 0) return;
    this.#look = setTimeout(
      () => void this.#takeBack(),
      this.#context.limits.lookAgainMs,
    );
  }

  async #takeBack(): Promise<void> {
    const now = this.#context.now();
    for (const [path, { made }] of this.#missing)
      if (!isWorktree(made)) this.#missing.set(path, this.#gone(made));
    const back = [...this.#missing.values()].filter(
      ({ made, tryAt }) => isWorktree(made) && tryAt <= now,
    );
    if (back.length > 0) await this.watchAll();
    for (const { made, pause } of back) {
      if (this.#watches.has(made.path)) this.#tellBack(made);
      else if (this.#missing.has(made.path)) {
        const longer = Math.min(2 * pause, TRY_SELDOM_MS);
        this.#missing.set(made.path, { made, pause: longer, tryAt: now + longer });
      }
    }
    this.#lookForMissing();
  }

  #gone(made: Made): Missing {
    return { made, pause: this.#context.limits.lookAgainMs, tryAt: 0 };
  }

  #tellBack(made: Made): void {
    const text = backText(made, factsOf(this.#context.plan.state, made.workstream));
    this.#context.log(text);
    this.#context.feed.changed();
    this.#context.feed.notify('info', text);
  }

  #leave(path: string): void {
    this.#watches.get(path)?.[Symbol.dispose]();
    this.#watches.delete(path);
  }

  #tellLost({ workstream, path }: Made, what: string): void {
    if (this.#lost.has(path) || isInTrash(this.#context, path)) return;
    this.#lost.add(path);
    const text = `${workstream}: ${plainText(what)}`;
    this.#context.log(text);
    this.#context.feed.notify('error', text);
  }
}

/** One that was removed: it is tried once its folder is there again, then ever less often. */
type Missing = {
  readonly made: Made;
  readonly pause: Milliseconds;
  readonly tryAt: Timestamp;
};
