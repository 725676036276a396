/** Paths of a conflict that rules have settled, brought into a worktree where it stands. */
import { rm } from 'node:fs/promises';
import { readBlobs } from './blobs.js';
import type { Entry } from './merged-tree.js';
import type { Repository } from './repository.js';
import type { Choice } from './resolved-tree.js';
import { git } from './run.js';

export type SettledPath = {
  /** Bytes as `latin1`. */
  readonly path: string;
  /** Undefined when the path is to go. */
  readonly entry: Entry | undefined;
  /** Of a file; its object may be gone with the quarantine in which it was made. */
  readonly content: Uint8Array | undefined;
};

/** `choices` with what they chose, as `repo` has it. */
export async function settledBy(
  repo: Repository,
  choices: readonly Choice[],
): Promise<readonly SettledPath[]> {
  const chosen = choices.map((choice) => ({
    path: choice.conflict.path,
    entry: chosenBy(choice),
  }));
  const oids = chosen.flatMap(({ entry }) => (entry ? [entry.oid] : []));
  const contents = await readBlobs(repo, [...new Set(oids)]);
  return chosen.map(({ path, entry }) => {
    const content = entry && contents.get(entry.oid);
    return { path, entry, content };
  });
}

/** Undefined when the path is to go. */
export function chosenBy(choice: Choice): Entry | undefined {
  return choice.side === 'made' ? choice.made : choice.conflict[choice.side];
}

/** Into the index and the files of the worktree at `folder`, as git checks them out. */
export async function putSettled(
  folder: string,
  settled: readonly SettledPath[],
): Promise<void> {
  const run = (args: readonly string[], input: Uint8Array) =>
    git({ folder, args, input, config: ['core.hooksPath=/dev/null'] });
  for (const { path, entry, content } of settled) {
    const name = Buffer.from(`${path}\0`, 'latin1');
    if (!entry) {
      await run(['update-index', '--force-remove', '-z', '--stdin'], name);
      await rm(Buffer.concat([Buffer.from(`${folder}/`), name.subarray(0, -1)]), {
        force: true,
      });
      continue;
    }
    if (content) await run(['hash-object', '-w', '--stdin'], content);
    const line = Buffer.from(`${entry.mode} ${entry.oid}\t${path}\0`, 'latin1');
    await run(['update-index', '-z', '--index-info'], line);
    if (content) await run(['checkout-index', '--force', '-z', '--stdin'], name);
  }
}
