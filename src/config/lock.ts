/**
 * A lock that a killed process cannot hold: a file made with O_EXCL that names its
 * holder by process id and start time, so that a later process with the same id is not
 * taken for it.
 */
import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../base/result.js';

export type Holder = {
  readonly pid: number;
  /** Clock ticks after boot, as /proc tells it; empty where there is no /proc. */
  readonly started: string;
  readonly host: string;
};

export type Lock = { readonly release: () => Promise<void> };

/** Takes the lock at `path`, or says who holds it. */
export async function takeLock(path: string): Promise<Result<Lock, Holder>> {
  await mkdir(dirname(path), { recursive: true });
  const own = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(own, JSON.stringify(self()), { flag: 'wx', mode: 0o600 });
  try {
    for (;;) {
      // A link appears whole or not at all: nobody reads a half-written holder.
      if (await linked(own, path))
        return ok({ release: () => rm(path, { force: true }) });
      const holder = await readHolder(path);
      if (holder && isAlive(holder)) return fail(holder);
      if (holder) await removeStale(path, own);
    }
  } finally {
    await rm(own, { force: true });
  }
}

/** Moves the stale lock aside, so that of two who find it stale only one removes it. */
async function removeStale(path: string, own: string): Promise<void> {
  const aside = `${own}.stale`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = await readHolder(aside);
  if (moved && isAlive(moved)) await linked(aside, path);
  await unlink(aside);
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    const holder: Holder = JSON.parse(await readFile(path, 'utf8'));
    return holder;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    if (error instanceof SyntaxError) return { pid: 0, started: '', host: hostname() };
    throw error;
  }
}

function self(): Holder {
  return { pid: process.pid, started: startTime(process.pid), host: hostname() };
}

/** A holder on another machine (a shared folder) counts as alive: it cannot be asked. */
function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  if (holder.pid === 0) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (isCode(error, 'ESRCH')) return false;
  }
  return holder.started === startTime(holder.pid);
}

/** Field 22 of /proc/PID/stat (proc(5)); the name before it may hold spaces and brackets. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
