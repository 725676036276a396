import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openRepository, type Repository } from '../../src/git/repository.js';
import { quarantined, type Quarantined } from '../../src/git/quarantined.js';
import type { Repo } from '../helpers/repo.js';

export async function opened(repo: Repo): Promise<Repository> {
  const found = await openRepository(repo.folder);
  if (!found.ok) throw new Error(found.failure.why);
  return found.value;
}

/** Where what is merged is gone with the repository. */
export async function quarantine(repo: Repo): Promise<Quarantined> {
  const objects = join(repo.outside, 'objects');
  await mkdir(objects);
  return quarantined(await opened(repo), { objects, folder: repo.outside });
}
