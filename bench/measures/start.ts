/** From the command to the picture: with a running host, and with nothing running. */
import { inTurns, type Measurement } from '../measurement.js';
import { Outer } from '../outer.js';
import { plainEnvironment, ScratchPlace } from '../scratch-place.js';
import { start, TmuxServer, type SubjectName } from '../subjects.js';

const NAME = 'first-picture';
const PROGRAM = 'printf READY; exec sleep 100000';

/** Attaching is short; of several the last is as warm as a person's. */
const ATTACHED_BEFORE = 2;

/** Leaves the console as a person does. */
const DETACH = '\0d';

/** The least that a program of Node can be: a floor for whatever is written in it. */
const EMPTY = `process.stdout.write('READY'); setTimeout(() => {}, 1e8)`;

const ROWS = ['start.cold', 'start.warm', 'start.node', 'picture.warm'] as const;

/** In milliseconds. */
type Starts = Readonly<Partial<Record<(typeof ROWS)[number], number>>>;

const starters = {
  'bare pty': () => Promise.resolve({}),
  relay: startOfRelay,
  tmux: startsOfTmux,
  wtmux: startsOfWtmux,
} as const satisfies Readonly<Record<SubjectName, () => Promise<Starts>>>;

export const firstPaint: Measurement = {
  rows: ROWS,
  measure: (task) =>
    inTurns(task, async (subject) => {
      const starts: Starts = await starters[subject]();
      for (const row of ROWS) {
        const ms = starts[row];
        if (ms !== undefined) task.found(row, subject, ms);
      }
    }),
};

/**
 * Nothing runs after `down`; its workstream is still known, and is painted. Every program of
 * this build ran to its end before, and kept its code: a start is compared that a person has
 * all days but the first.
 */
async function startsOfWtmux() {
  using place = new ScratchPlace();
  place.up([NAME], PROGRAM);
  const attach = () => place.open(['attach']);
  await attachOnce(attach);
  place.run('down', '--force');
  const coldMs = await untilPainted(attach, (screen) => screen.includes(NAME));
  place.run('restart', NAME);
  const both = (screen: string) => screen.includes(NAME) && hasPane(screen);
  const wholeMs = await warm(() => untilPainted(attach, both));
  return {
    'start.cold': coldMs,
    'start.warm': await untilPainted(attach, hasPane),
    'start.node': await untilPainted(openEmpty, hasPane),
    'picture.warm': wholeMs,
  };
}

async function attachOnce(attach: () => Outer): Promise<void> {
  using outer = attach();
  await outer.shows((screen) => screen.includes(NAME));
  outer.type(DETACH);
  await outer.ends();
}

function openEmpty(): Outer {
  const command = [process.execPath, '-e', EMPTY] as const;
  return new Outer({ command, cwd: '/', env: plainEnvironment() });
}

/** Two programs of Node, one after the other: a floor where nothing runs. */
async function startOfRelay() {
  const begun = performance.now();
  using _ = await start('relay', { focused: PROGRAM });
  return { 'start.cold': performance.now() - begun };
}

async function startsOfTmux() {
  using server = new TmuxServer();
  const create = () => server.open(['new-session', PROGRAM]);
  const coldMs = await untilPainted(create, hasPane);
  const attach = () => server.open(['attach-session']);
  return {
    'start.cold': coldMs,
    'start.warm': await warm(() => untilPainted(attach, hasPane)),
  };
}

function hasPane(screen: string): boolean {
  return screen.includes('READY');
}

async function warm(paint: () => Promise<number>): Promise<number> {
  for (let time = 0; time < ATTACHED_BEFORE; time += 1) await paint();
  return paint();
}

async function untilPainted(
  open: () => Outer,
  judge: (screen: string) => boolean,
): Promise<number> {
  const begun = performance.now();
  using outer = open();
  return (await outer.shows(judge)) - begun;
}
