/**
 * Tells when something that matters settled in a worktree: the agent's progress, its plan,
 * its signals, and git's own files that move with a commit, an add or a checkout.
 *
 * Only these few files and their folders are watched, never the tree: a worktree holds
 * `node_modules` and build output. What changed is not told, because a reader has to look
 * at all of it anyway.
 */
import { watch } from 'chokidar';
import { basename, dirname, join } from 'node:path';
import { disposable } from '../base/disposer.js';

export type WatchOptions = {
  /** Absolute. */
  readonly worktree: string;
  /** The worktree's own git folder, absolute: `.git/worktrees/<name>` for a linked one. */
  readonly gitDir: string;
  /**
   * Something settled, or watching has just begun. Called at most once in `SETTLE_MS`.
   */
  readonly onChange: () => void;
  /** The folder is gone, or is no worktree any more. */
  readonly onRemoved?: () => void;
  /** The system does not let us watch, for example because its limit is reached. */
  readonly onError: (error: Error) => void;
};

/**
 * A commit touches the index, HEAD's log and a ref within a few milliseconds; a file
 * grows in several writes. Shorter reads half of that, longer is seen in the sidebar.
 */
const SETTLE_MS = 50;

/** The file that makes a folder a worktree: it goes when the worktree goes. */
const DOT_GIT = '.git';

/** In the worktree: what an agent writes for us to read. */
const REPORTS = [
  'progress.md',
  '.claude',
  '.claude/plan.md',
  '.claude/handoff',
  '.claude/context',
  '.claude/notes',
];

/** In the git folder: HEAD moves, things are staged, commits are made. */
const GIT_FILES = ['HEAD', 'index', 'logs', 'logs/HEAD'];

export function watchWorktree(options: WatchOptions): Disposable {
  const { worktree, gitDir } = options;
  const wanted = new Set([
    worktree,
    gitDir,
    join(worktree, DOT_GIT),
    ...REPORTS.map((path) => join(worktree, path)),
    ...GIT_FILES.map((path) => join(gitDir, path)),
  ]);
  const many = new Set(
    ['.claude/handoff', '.claude/context', '.claude/notes'].map((path) =>
      join(worktree, path),
    ),
  );
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      options.onChange();
    }, SETTLE_MS);
  };

  const watcher = watch([worktree, gitDir], {
    ignored: (path) => !wanted.has(path) && !many.has(dirname(path)),
    ignoreInitial: true,
    depth: 2,
  });
  watcher.on('all', (_event, path) => {
    // Git makes and removes `index.lock` on its way; the rename to `index` is what counts.
    if (path.startsWith(gitDir) && basename(path).endsWith('.lock')) return;
    tell();
  });
  // What was written while the folders were listed came too early to be told of.
  watcher.on('ready', tell);
  watcher.on('unlink', (path) => {
    if (path === join(worktree, DOT_GIT)) options.onRemoved?.();
  });
  watcher.on('error', (error) =>
    options.onError(error instanceof Error ? error : new Error(String(error))),
  );
  return disposable(() => {
    clearTimeout(timer);
    void watcher.close();
  });
}
