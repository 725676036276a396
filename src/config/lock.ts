/**
 * A lock that a killed process cannot hold: a file made with O_EXCL that names its
 * holder by process id and start time, so that a later process with the same id is not
 * taken for it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
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
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const own = `${path}.${randomUUID()}`;
  await writeFile(own, JSON.stringify(self()), { flag: 'wx', mode: 0o600 });
  try {
    for (;;) {
      // A link appears whole or not at all: nobody reads a half-written holder.
      if (await linked(own, path)) return taken(path);
      const content = await contentOf(path);
      if (content === undefined) continue;
      const holder = holderIn(content);
      if (isAlive(holder)) return fail(holder);
      if (await replaced(path, content, own)) return taken(path);
    }
  } finally {
    await rm(own, { force: true });
  }
}

function taken(path: string): Result<Lock, never> {
  return ok({ release: () => rm(path, { force: true }) });
}

/**
 * Puts `own` in the place of a dead holder's `content`. Of several who find it dead, the
 * one with the lock on that very content may; it looks again first, because a slower one
 * gets that lock after the faster one is done.
 */
async function replaced(path: string, content: string, own: string): Promise<boolean> {
  const name = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const turn = await takeLock(`${path}.${name}`);
  if (!turn.ok) return false;
  try {
    if ((await contentOf(path)) !== content) return false;
    await rename(own, path);
    return true;
  } finally {
    await turn.value.release();
  }
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

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Text that names no process is nobody's lock. */
function holderIn(content: string): Holder {
  try {
    const holder: Holder = JSON.parse(content);
    return holder;
  } catch {
    return { pid: 0, started: '', host: hostname() };
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
  return !isZombie(holder.pid) && holder.started === startTime(holder.pid);
}

/** Killed, but not yet reaped by its parent: whoever comes after it must not wait for that. */
function isZombie(pid: number): boolean {
  return statFields(pid)[0] === 'Z';
}

/** What tells two processes of one id apart; empty where there is no /proc. */
export function startTime(pid: number): string {
  return statFields(pid)[19] ?? '';
}

/** Fields 3 and on of /proc/PID/stat (proc(5)); the name before may hold spaces and brackets. */
function statFields(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
