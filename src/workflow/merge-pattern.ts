/**
 * Path patterns of plans. `*` and `?` stay within a folder's level, `**` crosses levels.
 * A pattern without a slash means that name at any depth; one that names a folder means
 * everything below it.
 */

/** Whether `path` (relative, with slashes) is among those that `pattern` means. */
export function matchesPath(pattern: string, path: string): boolean {
  const parts = pattern
    .replace(/^\.?\//, '')
    .replace(/\/$/, '')
    .split('/');
  const anywhere = parts.length === 1 && !pattern.includes('/');
  return matchParts(anywhere ? ['**', ...parts] : parts, path.split('/'));
}

function matchParts(pattern: readonly string[], path: readonly string[]): boolean {
  // Below a folder is whatever has a name there.
  const parts = pattern.at(-1) === '**' ? [...pattern.slice(0, -1), '*'] : pattern;
  return matches(parts, path, {
    isAny: (part) => part === '**',
    fits: matchName,
    // Used up, a pattern named the path itself, or a folder above it.
    whole: false,
  });
}

/** Stars meet no slash here, so several are one. */
function matchName(pattern: string, name: string): boolean {
  return matches(Array.from(pattern), Array.from(name), {
    isAny: (char) => char === '*',
    fits: (one, other) => one === '?' || one === other,
    whole: true,
  });
}

type Meaning = {
  /** Stands for any number of items. */
  readonly isAny: (one: string) => boolean;
  readonly fits: (one: string, item: string) => boolean;
  /** Whether the pattern must reach the end. */
  readonly whole: boolean;
};

/**
 * Of several that stand for any number, only the last is ever tried again further on: the
 * ones before it cannot do better. So a pattern of many stars takes no more than the
 * product of the lengths.
 */
function matches(
  pattern: readonly string[],
  items: readonly string[],
  { isAny, fits, whole }: Meaning,
): boolean {
  let [at, next] = [0, 0];
  let again: { readonly at: number; next: number } | undefined;
  for (;;) {
    const one = pattern[at];
    const item = items[next];
    if (one === undefined && (!whole || item === undefined)) return true;
    if (one !== undefined && isAny(one)) {
      again = { at: at + 1, next };
      at += 1;
    } else if (one !== undefined && item !== undefined && fits(one, item)) {
      at += 1;
      next += 1;
    } else if (again && again.next < items.length) {
      again.next += 1;
      ({ at, next } = again);
    } else return false;
  }
}
