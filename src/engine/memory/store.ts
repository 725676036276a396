/**
 * The file of memories: in the git folder, or in the checkout where the plan says
 * `compat: true`. Others write it as well, so it is added to and never made anew, replaced
 * as a whole, and read back.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../base/result.js';
import { MEMORY_FILE } from '../../domain/memory.js';
import { memoryIds, withMemories, type MemoryEntry } from '../../formats/memory-file.js';
import type { EngineContext } from '../context.js';
import { absent, obstacleIn } from '../outputs/obstacle.js';
import { writeWhole } from '../outputs/whole-file.js';

/** A larger file is no list that people have judged. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** How often somebody else may write between our reading and our writing. */
const MAX_TRIES = 3;

type Why = { readonly why: string };

type Place = {
  /** The folder that the file's path is relative to. */
  readonly root: string;
  /** In wtmux's own folder: nobody can have put a link there. */
  readonly draft: string;
  /** In a checkout, where others may read it. */
  readonly shared: boolean;
};

/** Gives the file, in which all of `entries` stand then; nothing is written when it fails. */
export async function addMemories(
  context: EngineContext,
  entries: readonly MemoryEntry[],
): Promise<Result<string, Why>> {
  const place = placeOf(context);
  const path = join(place.root, MEMORY_FILE);
  const obstacle = await obstacleIn(place.root, MEMORY_FILE);
  if (obstacle !== undefined)
    return fail({ why: `${path} is left as it is: ${obstacle}` });
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const added = await tryToAdd(place, path, entries);
    if (!added.ok) return fail({ why: `${path} is left as it is: ${added.failure.why}` });
    if (added.value) return ok(path);
  }
  return fail({ why: `${path} is left as it is: somebody else writes it all the time` });
}

/** False when the file changed meanwhile. */
async function tryToAdd(
  place: Place,
  path: string,
  entries: readonly MemoryEntry[],
): Promise<Result<boolean, Why>> {
  const about = await stat(path).catch(absent);
  if (about && about.size > MAX_FILE_BYTES)
    return fail({ why: `it is larger than ${MAX_FILE_BYTES} bytes` });
  const before = await contentOf(path);
  const after = withMemories(before, entries);
  if (!after.ok) return after;
  if (after.value !== before) {
    if (place.shared) await makeIgnored(path);
    if ((await contentOf(path)) !== before) return ok(false);
    const mode = about ? about.mode & 0o777 : place.shared ? 0o666 : 0o600;
    const folderMode = place.shared ? 0o777 : 0o700;
    await writeWhole(path, after.value, { draft: place.draft, folderMode, mode });
  }
  return verified(path, after.value, entries);
}

/** What was written is what is read, and has all that it should. */
async function verified(
  path: string,
  text: string,
  entries: readonly MemoryEntry[],
): Promise<Result<boolean, Why>> {
  const found = await contentOf(path);
  if (found !== text) return ok(false);
  const ids = memoryIds(found);
  if (!ids.ok) return ids;
  const lost = entries.find(({ id }) => !ids.value.has(id));
  return lost ? fail({ why: `it has not kept ${lost.id}` }) : ok(true);
}

function placeOf({ plan, repo, paths }: EngineContext): Place {
  const shared = plan.state.plan.compat === true && !repo.bare;
  const root = shared ? repo.root : join(paths.repository, 'outputs');
  return {
    root,
    draft: join(paths.repository, `memories.${randomUUID()}.draft`),
    shared,
  };
}

/** A folder that is made in a checkout makes it not dirty; one that is there is its owner's. */
async function makeIgnored(path: string): Promise<void> {
  const folder = dirname(path);
  if (existsSync(folder)) return;
  await mkdir(folder);
  await writeFile(join(folder, '.gitignore'), '/.gitignore\n/memories.json\n', {
    flag: 'wx',
  });
}

async function contentOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => absent(error));
}
