import type { Entry } from './merged-tree.js';
import { mustInRepository, type Repository } from './repository.js';
import { fields } from './run.js';

/** All that lies in a tree, by path; bytes as `latin1`. */
export async function treeEntries(
  repo: Repository,
  tree: string,
): Promise<ReadonlyMap<string, Entry>> {
  const args = ['ls-tree', '-r', '-z', '--full-tree', tree];
  const entries = new Map<string, Entry>();
  for (const line of fields(await mustInRepository(repo, { args }))) {
    const [told = '', mode, oid] = /^(\d+) \w+ (\w+)\t/.exec(line) ?? [];
    if (mode !== undefined && oid !== undefined)
      entries.set(line.slice(told.length), { mode, oid });
  }
  return entries;
}
