/**
 * Where merges are tried: new objects go to a folder that is gone afterwards, and nothing
 * else sees them.
 */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quarantined, type Quarantined } from '../../git/quarantined.js';
import type { Repository } from '../../git/repository.js';
import { endDrivers } from './driver.js';

const PREFIX = 'quarantine-';

type Place = {
  readonly repo: Repository;
  readonly paths: { readonly state: string };
};

export type Quarantine = {
  /** What is written to it goes to `objects`. */
  readonly repo: Quarantined;
  readonly objects: string;
  /** For other files that are to be gone as well. */
  readonly folder: string;
};

export async function inQuarantine<Value>(
  { repo, paths: { state } }: Place,
  job: (quarantine: Quarantine) => Promise<Value>,
): Promise<Value> {
  await mkdir(state, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(state, PREFIX));
  try {
    const objects = join(folder, 'objects');
    await mkdir(objects);
    await using place = quarantined(repo, { objects, folder });
    return await job({ repo: place, objects, folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes what a killed engine left, and ends what ran there. Its successor calls it before it tries anything. */
export async function clearQuarantines({ paths: { state } }: Place): Promise<void> {
  const names = await readdir(state).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(PREFIX))) {
    const folder = join(state, name);
    await endDrivers(folder);
    await rm(folder, { recursive: true, force: true });
  }
}
