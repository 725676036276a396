/**
 * Tells when a branch of a repository moved, whoever moved it: a person who
 * fast-forwards a checkout lands a wave that way. Loose refs and the packed file are
 * watched; which branch moved is not told.
 */
import { watch } from 'chokidar';
import { join } from 'node:path';
import { disposable } from '../base/disposer.js';

export type BranchWatch = {
  /** The git common directory, absolute. */
  readonly commonDir: string;
  /** Called at most once in `SETTLE_MS`. */
  readonly onChange: () => void;
  readonly onError: (error: Error) => void;
};

/** One transaction moves several refs within a few milliseconds. */
const SETTLE_MS = 50;

export function watchBranches({ commonDir, onChange, onError }: BranchWatch): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch([join(commonDir, 'refs/heads'), join(commonDir, 'packed-refs')], {
    ignored: (path) => path.endsWith('.lock'),
    ignoreInitial: true,
  });
  watcher.on('all', () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, SETTLE_MS);
  });
  watcher.on('error', (error) =>
    onError(error instanceof Error ? error : new Error(String(error))),
  );
  return disposable(() => {
    clearTimeout(timer);
    void watcher.close();
  });
}
