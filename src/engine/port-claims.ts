/**
 * Which ports the repositories of one user have given out, so that no two give the same:
 * a file for each, in a folder that they share, read and written by one at a time. A claim
 * counts while a host of its repository answers, for that is where its agents live.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Serial } from '../base/serial.js';
import { takeLock, type Lock } from '../config/lock.js';
import type { Paths } from '../config/paths.js';
import { namesIn } from '../config/text-file.js';
import { connect } from '../connection/socket.js';
import type { PortRange } from '../domain/ports.js';
import { readClaim, writeClaim } from '../formats/port-claim.js';

/** Who has the turn needs some milliseconds, unless it was stopped; then two may meet. */
const MAX_WAIT_MS = 10_000;
const ASK_AGAIN_MS = 10;

export type Turn = {
  /** What other repositories have. */
  readonly others: readonly PortRange[];
  /** All that this one has from now on. */
  readonly claim: (ranges: readonly PortRange[]) => Promise<void>;
};

type Places = Pick<Paths, 'ports' | 'hostSocket' | 'state'>;

/** What this repository claims. */
export class PortClaims {
  readonly #paths: Places;
  readonly #jobs = new Serial();
  #ended = false;

  constructor(paths: Places) {
    this.#paths = paths;
  }

  /**
   * Runs `job` while no other repository of this user, and no other job of this one, chooses
   * ports. Undefined when what it had was given back.
   */
  inTurn<Value>(job: (turn: Turn) => Promise<Value>): Promise<Value | undefined> {
    return this.#jobs.run(async () => (this.#ended ? undefined : this.#run(job)));
  }

  /** Others may have them: the agents of this repository have ended, and none is started. */
  async giveBack(): Promise<void> {
    this.#ended = true;
    const file = join(this.#paths.ports, claimOf(this.#paths));
    await this.#jobs.run(() => rm(file, { force: true }));
  }

  async #run<Value>(job: (turn: Turn) => Promise<Value>): Promise<Value> {
    const { ports: folder, hostSocket: host } = this.#paths;
    const own = claimOf(this.#paths);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const lock = await turnIn(folder);
    try {
      const others = await claimedIn(folder, own);
      const claim = (ranges: readonly PortRange[]) =>
        replace(join(folder, own), writeClaim({ host, ranges }));
      return await job({ others, claim });
    } finally {
      await lock?.release();
    }
  }
}

function claimOf({ state }: Places): string {
  return `${basename(state)}.json`;
}

async function turnIn(folder: string): Promise<Lock | undefined> {
  const until = performance.now() + MAX_WAIT_MS;
  for (;;) {
    const lock = await takeLock(join(folder, 'turn'));
    if (lock.ok) return lock.value;
    if (performance.now() > until) return undefined;
    await sleep(ASK_AGAIN_MS);
  }
}

/** Forgets the claims of those whose host has gone. */
async function claimedIn(folder: string, own: string): Promise<readonly PortRange[]> {
  const found: PortRange[] = [];
  for (const name of await namesIn(folder, '.json')) {
    if (name === own) continue;
    const file = join(folder, name);
    // Who gives back does not wait for a turn.
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const claim = readClaim(text);
    if (claim && (await answers(claim.host))) found.push(...claim.ranges);
    else await rm(file, { force: true });
  }
  return found;
}

async function answers(path: string): Promise<boolean> {
  // A socket that cannot be asked may have somebody behind it.
  const socket = await connect(path).catch(() => null);
  socket?.destroy();
  return socket !== undefined;
}

async function replace(file: string, text: string): Promise<void> {
  const next = `${file}.${process.pid}.tmp`;
  await writeFile(next, text, { mode: 0o600 });
  await rename(next, file);
}
