/** What files hold, read by object name (git-cat-file(1), BATCH OUTPUT). */
import { mustInRepository, type Repository } from './repository.js';

/** By object name; what is missing, or is no file, is left out. */
export async function readBlobs(
  repo: Repository,
  oids: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const blobs = new Map<string, Uint8Array>();
  if (oids.length === 0) return blobs;
  const output = await mustInRepository(repo, {
    args: ['cat-file', '--batch'],
    input: oids.map((oid) => `${oid}\n`).join(''),
  });
  for (let at = 0; at < output.length;) {
    const end = output.indexOf('\n', at);
    const head = output.toString('latin1', at, end);
    const [, oid, type, size] = /^(\w+) (\w+) (\d+)$/.exec(head) ?? [];
    at = end + 1;
    if (oid === undefined) continue;
    if (type === 'blob') blobs.set(oid, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return blobs;
}
