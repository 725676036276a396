/**
 * What an agent's hook tells the engine, and how. One event a connection: a message of
 * ours as one line of JSON, answered by the line `taken`; what follows until the end is
 * for the agent to read. Of no version, so that hooks of an older program are understood.
 */

/** The variables by which a session's programs find the engine. */
export const HOOK_SOCKET = 'WTMUX_HOOKS';
/** Where events wait for an engine that is down: one file each. */
export const HOOK_SPOOL = 'WTMUX_SPOOL';
export const HOOK_SESSION = 'WTMUX_SESSION';

/** The answer of an engine that has an event safe. */
export const TAKEN = 'taken\n';

/** What waits for an engine tells what an agent does, so less of each event will do. */
export const MAX_SPOOLED_CHARACTERS = 16 * 1024;

/** With that many waiting the oldest are let go: the newest say what an agent does. */
export const MAX_SPOOLED = 1000;

/** What waits ends so; what is being written does not. */
export const SPOOLED = '.json';

/**
 * What `hook.sh` lays down for an engine that is there or not: the session, a line break and
 * the event as it came. A file beside it that ends in `STARTED_AT` was made when its hook
 * started.
 */
export const LAID_DOWN = '.event';
/** The same, of one that is too long its beginning. */
export const BEGINNING = '.part';
export const STARTED_AT = '.at';

/**
 * One that may be answered ends so. Its hook waits at a pipe beside it for words of the
 * engine: `TAKEN`, then `LET_GO` or, when what it is to print is there in a file that ends in
 * `ANSWER`, `ANSWERED`. The event stays until the hook has ended, for an engine that starts
 * meanwhile.
 */
export const ASKED = '.ask';
export const PIPE = '.wait';
export const ANSWER = '.answer';
export const ANSWERED = 'answer\n';
export const LET_GO = 'none\n';

/** Names that file to the program to which the event is handed on. */
export const HOOK_STARTED_AT = 'WTMUX_EVENT_AT';

/** Sorts as hooks started; `startedAt` in nanoseconds of the clock. */
export function hookId(startedAt: bigint, process: number): string {
  return `${String(startedAt).padStart(20, '0')}-${process}`;
}

/** What a busy machine delays a hook by; a greater difference is a clock that was set back. */
const MAX_LATE_MS = 60_000;

/** Whether an event that comes now happened before `other`, which came already. */
export function happenedBefore(id: string, other: string): boolean {
  return id < other && msOf(other) - msOf(id) < MAX_LATE_MS;
}

function msOf(id: string): number {
  return Number(id.slice(0, 20)) / 1e6;
}
