/**
 * How fast a program's output is taken, from the Enter that starts `cat` to its end mark
 * on the outer terminal, and what the outer terminal is sent meanwhile. A time counts only
 * when the screen is then the one that the output means.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Disposer } from '../../src/base/disposer.js';
import type { Size } from '../../src/domain/session.js';
import { inTurns, type Measurement, type Task } from '../measurement.js';
import type { Outer } from '../outer.js';
import { payload, payloadNames } from '../payloads.js';
import { drawn, expectShown } from '../reference.js';
import { start, type Scene, type SubjectName } from '../subjects.js';

const PAYLOAD_BYTES = 32 * 1024 * 1024;

const END = 'FINISHED';

/**
 * Shows a file whenever one is named. What it prints besides is part of `meant`. A session
 * has 24 rows of 80 columns until a console has shown it, and none that is measured has.
 */
export const SHOW_SCENE: Scene = {
  focused: String.raw`stty -echo
while [ "$(stty size)" = '24 80' ]; do sleep 0.05; done
while :; do
  printf '\033[m\033[2J\033[HREADY %s.' "$(stty size)"
  read file
  cat "$file"
  printf '\n\033[mFINI''SHED'
  read again
done`,
};

/** What the last payload left to do is done by then. */
const SETTLE_MS = 300;

export const throughput: Measurement = {
  rows: payloadNames.flatMap(
    (name) => [`throughput.${name}`, `written.${name}`] as const,
  ),

  async measure(whole) {
    const subjects = whole.subjects.filter((name) => name !== 'relay');
    const task = { ...whole, subjects };
    using owned = new Disposer();
    const outers = new Map<SubjectName, Outer>();
    for (const name of task.subjects) {
      const { outer } = owned.add(await start(name, SHOW_SCENE));
      outers.set(name, outer);
    }
    for (const name of payloadNames)
      if (task.wants(`throughput.${name}`) || task.wants(`written.${name}`))
        await measurePayload(task, outers, name);
  },
};

async function measurePayload(
  task: Task,
  outers: ReadonlyMap<SubjectName, Outer>,
  name: (typeof payloadNames)[number],
): Promise<void> {
  using output = new Output(payload(name, PAYLOAD_BYTES));
  await inTurns(task, async (subject) => {
    const outer = outers.get(subject);
    if (!outer) return;
    const run = await show(outer, output, subject === 'wtmux' ? 0 : OTHERS_FAULTS);
    task.found(`throughput.${name}`, subject, output.megabytes / run.seconds);
    task.found(`written.${name}`, subject, run.writtenMegabytes);
  });
}

/** tmux now and then takes an emoji of several characters apart where its reads end. */
const OTHERS_FAULTS = 2;

type Run = { readonly seconds: number; readonly writtenMegabytes: number };

/**
 * Shows `output` once, and takes the time. Throws when more than `faults` rows were not shown
 * as they are meant.
 */
export async function show(outer: Outer, output: Output, faults = 0): Promise<Run> {
  const size = await ready(outer);
  const before = outer.written;
  outer.care = 'keep';
  const finished = outer.sees(END);
  const started = performance.now();
  outer.type(`${output.file}\r`);
  const seconds = ((await finished) - started) / 1000;
  const writtenMegabytes = (outer.written - before) / 1e6;
  await sleep(SETTLE_MS);
  expectShown(outer.screen(), output.meant(size), { mark: END, faults });
  outer.care = 'draw';
  outer.type('\r');
  return { seconds, writtenMegabytes };
}

/** The size of the program's terminal, once it has settled. */
async function ready(outer: Outer): Promise<Size> {
  await sleep(SETTLE_MS);
  await outer.shows((screen) => READY.test(screen));
  const [, rows, columns] = READY.exec(outer.text()) ?? [];
  return { columns: Number(columns), rows: Number(rows) };
}

const READY = /READY (\d+) (\d+)\./;

/** A file of output, and the screens that it means. */
export class Output implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'wtmux-bench-output-'));
  readonly file = join(this.#folder, 'output');
  readonly megabytes: number;
  readonly #bytes: Buffer;
  readonly #meant = new Map<string, ReturnType<typeof drawn>>();

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.megabytes = bytes.length / 1e6;
    writeFileSync(this.file, bytes);
  }

  meant(size: Size): ReturnType<typeof drawn> {
    const key = `${size.columns}x${size.rows}`;
    const known = this.#meant.get(key);
    if (known) return known;
    const before = Buffer.from(`READY ${size.rows} ${size.columns}.`);
    const after = Buffer.from(`\n\u001b[m${END}`);
    const meant = drawn(Buffer.concat([before, this.#bytes, after]), size);
    this.#meant.set(key, meant);
    return meant;
  }

  [Symbol.dispose](): void {
    for (const emulator of this.#meant.values()) emulator[Symbol.dispose]();
    rmSync(this.#folder, { recursive: true });
  }
}
