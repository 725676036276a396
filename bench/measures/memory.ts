/**
 * What sessions cost whose scrollback is full, and what the processes take besides:
 * proportional set sizes, which count shared pages in parts.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Measurement, Task } from '../measurement.js';
import { Outer } from '../outer.js';
import { ownMegabytes, pssMegabytes } from '../processes.js';
import { plainEnvironment, ScratchPlace } from '../scratch-place.js';
import { COLUMNS, denseLines, plainLines } from '../scrollback-lines.js';
import { SCROLLBACK_LINES, TmuxServer } from '../subjects.js';

/**
 * The first session is what the process costs anyhow; the others are counted. It prints
 * colours for long before, until V8 has taken the room that it wants for young objects.
 */
const SESSIONS = ['s1', 's2', 's3', 's4', 's5', 's6'] as const;
const FURTHER = SESSIONS.length - 1;
const WARMING_TIMES = 30;

/** Rows are packed after a quarter of a second, and garbage is let go of soon after. */
const SETTLE_MS = 5000;

/** Beyond the 10,000 that are kept there is what the screen shows. */
const PRINTED_LINES = SCROLLBACK_LINES + 100;

/** A console waits until its terminal has settled on a size. */
const RESIZE_MS = 500;

const ZOOM = '\u0000z';
const BAR = /^ (?:SIDEBAR|PANE) /m;

const contents = { plain: plainLines, dense: denseLines } as const;
type Content = keyof typeof contents;

export const memory: Measurement = {
  rows: [
    'memory.plain',
    'memory.dense',
    'memory.host',
    'memory.engine',
    'memory.console',
  ],

  async measure(task) {
    for (let round = 0; round < task.rounds; round += 1) await once(task);
  },
};

/** Two at a time: most of it is waiting until memory has settled. */
async function once(task: Task): Promise<void> {
  await both(filledSessions(task, 'plain'), emptyHost(task));
  for (const content of ['plain', 'dense'] as const) await filledEmulators(task, content);
  await both(
    filledSessions(task, 'dense'),
    task.subjects.includes('tmux') ? filledWindows(task) : Promise.resolve(),
  );
}

/** Fails when either did, after both have let go of what they had. */
async function both(one: Promise<void>, other: Promise<void>): Promise<void> {
  for (const end of await Promise.allSettled([one, other]))
    if (end.status === 'rejected') throw end.reason;
}

async function filledSessions({ found }: Task, content: Content): Promise<void> {
  using file = new LinesFile(content);
  using warming = new LinesFile('dense');
  using place = new ScratchPlace();
  place.up(
    SESSIONS,
    whenWide(`times=0; case $PWD in */s1) times=${WARMING_TIMES} ;; esac
while [ $times -gt 0 ]; do cat ${warming.path}; times=$((times - 1)); done
cat ${file.path}; printf FILLED; exec sleep 100000`),
  );
  using outer = place.open(['attach']);
  // What is typed before the console's own lines are there is nobody's.
  await outer.shows((screen) => screen.includes('READY') && BAR.test(screen));
  outer.type(ZOOM);
  const [warmed, ...further] = SESSIONS;
  await fill(outer, warmed);
  await sleep(SETTLE_MS);
  const first = ownMegabytes(place.host);
  for (const session of further) await fill(outer, session);
  await sleep(SETTLE_MS);
  const all = ownMegabytes(place.host);
  found(`memory.${content}`, 'wtmux', (all - first) / FURTHER);
  if (content !== 'dense') return;
  found('memory.engine', 'wtmux', pssMegabytes(place.engine));
  found('memory.console', 'wtmux', pssMegabytes(outer.pid));
}

/** Runs `script` once its terminal has the columns that are wanted; Enter asks again. */
function whenWide(script: string): string {
  return String.raw`stty -echo
asked=0
while set -- $(stty size); [ "$2" != ${COLUMNS} ]; do
  printf '\033[2J\033[HREADY %s %s.' $asked "$2"
  read again
  asked=$((asked + 1))
done
${script}`;
}

/** Makes the outer terminal so wide that the pane has its columns. */
async function fill(outer: Outer, session: string): Promise<void> {
  // Panes are numbered as their sessions started, some of them at once.
  const line = new RegExp(`(\\d) . ${session} `);
  await outer.shows((screen) => line.test(screen));
  const pane = line.exec(outer.text())?.[1] ?? '';
  await asked(outer, `\u001b${pane}`, (screen) =>
    screen.includes(`─ ${pane} ${session} `),
  );
  for (let turn = 1; ; turn += 1) {
    const hasAnswered = (screen: string) =>
      screen.includes('FILLED') || askedTimes(screen) >= turn;
    await asked(outer, '\r', hasAnswered);
    const columns = /READY \d+ (\d+)\./.exec(outer.text())?.[1];
    if (columns === undefined) return;
    const { size } = outer;
    outer.resize({ ...size, columns: size.columns + COLUMNS - Number(columns) });
    await sleep(RESIZE_MS);
  }
}

function askedTimes(screen: string): number {
  return Number(/READY (\d+) /.exec(screen)?.[1] ?? -1);
}

async function asked(
  outer: Outer,
  keys: string,
  isAnswered: (screen: string) => boolean,
): Promise<void> {
  outer.type(keys);
  await outer.shows(isAnswered);
}

/** A host is started for the workstream that is known, and has none of its sessions. */
async function emptyHost({ found }: Task): Promise<void> {
  using place = new ScratchPlace();
  place.up(['known'], 'exec sleep 100000');
  place.run('down', '--force');
  using outer = place.open(['attach']);
  await outer.shows((screen) => screen.includes('known'));
  await sleep(SETTLE_MS);
  found('memory.host', 'wtmux', pssMegabytes(place.host));
}

async function filledWindows({ found }: Task): Promise<void> {
  for (const content of ['plain', 'dense'] as const) {
    using file = new LinesFile(content);
    using server = new TmuxServer();
    const script = `cat ${file.path}; printf FILLED; exec sleep 100000`;
    using outer = server.open(['new-session', script]);
    await outer.shows((screen) => screen.includes('FILLED'));
    const first = ownMegabytes(server.pid);
    for (let more = 0; more < FURTHER; more += 1) server.run('new-window', script);
    await sleep(SETTLE_MS);
    found(`memory.${content}`, 'tmux', (ownMegabytes(server.pid) - first) / FURTHER);
  }
}

/** What xterm.js takes for the same lines when it has them all. */
async function filledEmulators({ found }: Task, content: Content): Promise<void> {
  using file = new LinesFile(content);
  const program = join(import.meta.dirname, 'bench-emulator.mjs');
  const command = [process.execPath, program, file.path];
  using outer = new Outer({ command, cwd: '/', env: plainEnvironment() });
  const filled = async (count: number) => {
    outer.type('\r');
    await outer.shows((screen) => screen.includes(`HAS ${count}.`));
  };
  await outer.shows((screen) => screen.includes('HAS 0.'));
  await filled(1);
  const first = ownMegabytes(outer.pid);
  for (let more = 1; more <= FURTHER; more += 1) await filled(1 + more);
  found(`memory.${content}`, 'emulator', (ownMegabytes(outer.pid) - first) / FURTHER);
}

class LinesFile implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'wtmux-bench-lines-'));
  readonly path = join(this.#folder, 'lines');

  constructor(content: Content) {
    writeFileSync(this.path, contents[content](PRINTED_LINES));
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true });
  }
}
