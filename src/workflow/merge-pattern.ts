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
  const [first, ...rest] = pattern;
  // The pattern is used up: it named the path itself, or a folder above it.
  if (first === undefined) return true;
  if (first === '**') {
    if (rest.length === 0) return path.length > 0;
    return path.some((_part, index) => matchParts(rest, path.slice(index)));
  }
  const [name, ...below] = path;
  return name !== undefined && matchName(first, name) && matchParts(rest, below);
}

function matchName(pattern: string, name: string): boolean {
  const source = pattern
    .replaceAll(/[\\^$.|+()[\]{}]/g, String.raw`\$&`)
    .replaceAll(/\*+/g, '[^]*')
    .replaceAll('?', '[^]');
  return new RegExp(`^${source}$`, 'u').test(name);
}
