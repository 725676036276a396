/** From the command to the picture: with a running host, and with nothing running. */
import { inTurns, panesOnly, type Measurement } from '../measurement.js';
import { ScratchPlace } from '../scratch-place.js';
import { TmuxServer, type SubjectName } from '../subjects.js';
import type { Outer } from '../outer.js';

const NAME = 'first-picture';
const PROGRAM = 'printf READY; exec sleep 100000';

/** Attaching is short; of several the last is as warm as a person's. */
const ATTACHED_BEFORE = 2;

type Starts = {
  readonly coldMs: number;
  readonly warmMs: number;
  /** Until all is painted; undefined where there is nothing around the pane. */
  readonly wholeMs?: number;
};

export const firstPaint: Measurement = {
  rows: ['start.cold', 'start.warm', 'picture.warm'],
  measure: (task) =>
    inTurns(panesOnly(task), async (subject) => {
      const { coldMs, warmMs, wholeMs } = await starts(subject);
      task.found('start.cold', subject, coldMs);
      task.found('start.warm', subject, warmMs);
      if (wholeMs !== undefined) task.found('picture.warm', subject, wholeMs);
    }),
};

function starts(subject: SubjectName): Promise<Starts> {
  return subject === 'tmux' ? startsOfTmux() : startsOfWtmux();
}

/** Nothing runs after `down`; its workstream is still known, and is painted. */
async function startsOfWtmux(): Promise<Starts> {
  using place = new ScratchPlace();
  place.up([NAME], PROGRAM);
  place.run('down', '--force');
  const attach = () => place.open(['attach']);
  const coldMs = await untilPainted(attach, (screen) => screen.includes(NAME));
  place.run('restart', NAME);
  const both = (screen: string) => screen.includes(NAME) && hasPane(screen);
  const wholeMs = await warm(() => untilPainted(attach, both));
  return { coldMs, warmMs: await untilPainted(attach, hasPane), wholeMs };
}

async function startsOfTmux(): Promise<Starts> {
  using server = new TmuxServer();
  const create = () => server.open(['new-session', PROGRAM]);
  const coldMs = await untilPainted(create, hasPane);
  const attach = () => server.open(['attach-session']);
  return { coldMs, warmMs: await warm(() => untilPainted(attach, hasPane)) };
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
