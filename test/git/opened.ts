import { openRepository, type Repository } from '../../src/git/repository.js';
import type { Repo } from '../helpers/repo.js';

export async function opened(repo: Repo): Promise<Repository> {
  const found = await openRepository(repo.folder);
  if (!found.ok) throw new Error(found.failure.why);
  return found.value;
}
