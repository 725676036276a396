/** Watches the worktree of every workstream and has it read when something settled there. */
import { coalesced } from '../base/serial.js';
import type { WorkstreamId } from '../domain/ids.js';
import { gitFolder } from '../git/refs.js';
import { watchBranches } from '../watch/watch-branches.js';
import { watchWorktree } from '../watch/watch-worktree.js';
import type { Made } from '../workflow/event.js';
import type { EngineContext } from './context.js';
import { allMade } from './plan-facts.js';
import { nothingSeen, readWorktree } from './reading.js';

export class Watching implements Disposable {
  readonly #context: EngineContext;
  readonly #watches = new Map<WorkstreamId, Disposable>();
  readonly #branches: Disposable;

  /** `moved` is called when a branch moved. */
  constructor(context: EngineContext, moved: () => void) {
    this.#context = context;
    this.#branches = watchBranches({
      commonDir: context.repo.commonDir,
      onChange: moved,
      onError: (error) => context.log(error.message),
    });
  }

  /** Watches those that are not watched yet. */
  async watchAll(): Promise<void> {
    for (const made of allMade(this.#context.plan.state))
      if (!this.#watches.has(made.workstream)) await this.#watch(made);
  }

  [Symbol.dispose](): void {
    for (const watch of this.#watches.values()) watch[Symbol.dispose]();
    this.#watches.clear();
    this.#branches[Symbol.dispose]();
  }

  async #watch(made: Made): Promise<void> {
    const seen = nothingSeen();
    const read = coalesced(
      () => readWorktree(this.#context, made, seen),
      (error) => this.#context.log(`${made.path}: ${String(error)}`),
    );
    const gitDir = await gitFolder(made.path);
    this.#watches.set(
      made.workstream,
      watchWorktree({
        worktree: made.path,
        gitDir,
        onChange: read,
        onRemoved: () => this.#removed(made),
        onError: (error) => this.#context.log(`${made.path}: ${error.message}`),
      }),
    );
    read();
  }

  #removed({ workstream, path }: Made): void {
    const text = `${workstream}: its worktree ${path} was removed`;
    this.#context.log(text);
    this.#context.feed.notify('error', text);
  }
}
