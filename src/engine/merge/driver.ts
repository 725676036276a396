/**
 * Merges the three versions of a file with a command: a driver that the plan names, or a
 * syntax-aware merger. It gets files of its own in a private folder, no shell, and limited
 * time; what it leaves is checked before it counts.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandWords } from '../../base/command-words.js';
import { plainText } from '../../base/plain-text.js';
import { fail, ok, type Result } from '../../base/result.js';
import type { ConflictedPath, Entry } from '../../git/merged-tree.js';
import { mustInRepository, type Repository, type Why } from '../../git/repository.js';
import { readable } from '../../git/run.js';
import { endFault } from './gate-fault.js';
import { endLeftover, runProgram } from './gate-process.js';

/** A driver that hangs would hold up the wave for ever; merging one file takes moments. */
const TIMEOUT_MS = 60_000;

const PREFIX = 'driver-';

/** Says which process drives in a folder, for an engine that finds it after a kill. */
const PROCESS = 'process';

export type Driving = {
  readonly repo: Repository;
  /** Private, and gone afterwards. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/**
 * `command` with `%O`, `%A` and `%B` for the common version, ours and theirs, `%P` for the
 * path; the result is what it leaves in `%A` (gitattributes(5), merge drivers).
 */
export async function drive(
  { repo, env, folder: place }: Driving,
  conflict: ConflictedPath,
  command: string,
): Promise<Result<Entry, Why>> {
  const { ours, theirs, base } = conflict;
  if (!isFile(ours) || !isFile(theirs) || (base && !isFile(base)))
    return fail({ why: 'it merges only files that both sides have' });
  const folder = await mkdtemp(join(place, PREFIX));
  try {
    const files = { '%O': base, '%A': ours, '%B': theirs };
    const paths = new Map([['%P', readable(conflict.path)]]);
    for (const [name, entry] of Object.entries(files)) {
      const path = join(folder, name.slice(1));
      await writeFile(path, entry ? await blob(repo, entry.oid) : '', { mode: 0o600 });
      paths.set(name, path);
    }
    const argv = commandWords(command).map((word) =>
      word.replaceAll(/%[OABP]/g, (name) => paths.get(name) ?? name),
    );
    const log = join(folder, 'log');
    const end = await runProgram({
      argv,
      folder,
      log,
      timeoutMs: TIMEOUT_MS,
      env,
      started: (process) =>
        writeFile(join(folder, PROCESS), JSON.stringify(process), { mode: 0o600 }),
    });
    const fault = endFault(end, TIMEOUT_MS);
    if (fault !== undefined) return fail({ why: `${fault}${await lastLine(log)}` });
    return await taken(repo, ours, join(folder, 'A'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return fail({ why: 'there is no such program' });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ends what runs in `place`, a folder in which an engine that was killed drove. */
export async function endDrivers(place: string): Promise<void> {
  for (const name of await readdir(place).catch(() => [])) {
    if (!name.startsWith(PREFIX)) continue;
    const said = await readFile(join(place, name, PROCESS), 'utf8').catch(() => '');
    const [, pid, started] = /^{"pid":(\d+),"started":"(\d+)"}$/.exec(said) ?? [];
    if (started !== undefined) endLeftover({ pid: Number(pid), started });
  }
}

/** What the driver left, as long as it is no conflict itself. */
async function taken(
  repo: Repository,
  { mode }: Entry,
  path: string,
): Promise<Result<Entry, Why>> {
  const merged = await readFile(path);
  if (hasMarkers(merged)) return fail({ why: 'it left conflict markers' });
  const args = ['hash-object', '-w', '--no-filters', path];
  const oid = (await mustInRepository(repo, { args })).toString().trim();
  return ok({ mode, oid });
}

/** Whether git's conflict markers stand in a file, the opening and the closing one. */
export function hasMarkers(content: Buffer): boolean {
  const text = content.toString('latin1');
  return /^<{7} /m.test(text) && /^>{7} /m.test(text);
}

async function lastLine(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8')).trim().split('\n');
  const last = lines.at(-1) ?? '';
  return last === '' ? '' : ` (${plainText(last, 200)})`;
}

function isFile(entry: Entry | undefined): entry is Entry {
  return entry?.mode.startsWith('100') ?? false;
}

function blob(repo: Repository, oid: string): Promise<Buffer> {
  return mustInRepository(repo, { args: ['cat-file', 'blob', oid] });
}
