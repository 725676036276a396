/** What the kernel says of processes: their time, their memory, their parents (proc(5)). */
import { readdirSync, readFileSync } from 'node:fs';

/** Time on a processor, of all threads. */
export function cpuSeconds(pids: readonly number[]): number {
  const tasks = pids.flatMap((pid) =>
    readdirSync(`/proc/${pid}/task`).map((task) => `/proc/${pid}/task/${task}`),
  );
  const nanoseconds = tasks.map((task) =>
    Number(readFileSync(`${task}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, time) => sum + time, 0) / 1e9;
}

/** Proportional set size: pages that several processes share count in parts. */
export function pssMegabytes(pid: number): number {
  return rollupMegabytes(pid, 'Pss');
}

/**
 * The part of it that no file stands behind: what a process asked for itself. How many
 * others share the code of Node changes it by nothing.
 */
export function ownMegabytes(pid: number): number {
  return rollupMegabytes(pid, 'Pss_Anon');
}

function rollupMegabytes(pid: number, field: string): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1]) / 1024;
}

/** The processes whose command line holds all of `words`. */
export function processesNaming(...words: readonly string[]): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const command = commandLine(pid);
      return words.every((word) => command.includes(word));
    })
    .map(Number);
}

/** Empty for a process that has ended meanwhile. */
function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
