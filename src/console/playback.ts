/**
 * Where a recording stands while it is played, as data, and what keys and time make of it.
 * What is shown at a moment is the matter of `replay.ts`.
 */

export type Playback = {
  /** Seconds from the start, on the timeline. */
  readonly at: number;
  readonly speed: number;
  readonly paused: boolean;
};

/** When each event is shown, in order. */
export type Timeline = readonly number[];

/** How far an arrow goes. */
const LEAP_SECONDS = 5;

const LEAST_SPEED = 1 / 8;
const MOST_SPEED = 64;

/** The moments of events, with no pause between two of them longer than `idleLimit`. */
export function timelineOf(moments: readonly number[], idleLimit: number): Timeline {
  let before = 0;
  let shown = 0;
  return moments.map((moment) => {
    shown += Math.min(Math.max(0, moment - before), idleLimit);
    before = Math.max(before, moment);
    return shown;
  });
}

export function endOf(timeline: Timeline): number {
  return timeline.at(-1) ?? 0;
}

/** What `seconds` of a person's time make of it. At its end it stands still. */
export function later(playback: Playback, seconds: number, timeline: Timeline): Playback {
  if (playback.paused) return playback;
  const at = playback.at + seconds * playback.speed;
  const end = endOf(timeline);
  return at < end ? { ...playback, at } : { ...playback, at: end, paused: true };
}

/** Milliseconds of a person's time until the next event; undefined when none comes. */
export function untilNext(
  { at, speed, paused }: Playback,
  timeline: Timeline,
): number | undefined {
  const next = paused ? undefined : timeline[countUntil(timeline, at)];
  return next === undefined ? undefined : ((next - at) / speed) * 1000;
}

/** What a key makes of it; `quit` ends it. Other keys change nothing. */
export function pressed(
  playback: Playback,
  chord: string,
  timeline: Timeline,
): Playback | 'quit' {
  const end = endOf(timeline);
  const { at, speed } = playback;
  const seek = (to: number): Playback => ({
    ...playback,
    at: Math.max(0, Math.min(to, end)),
  });
  const step = (to: number | undefined): Playback => ({
    ...seek(to ?? at),
    paused: true,
  });
  if (/^\d$/.test(chord)) return seek((end * Number(chord)) / 10);
  switch (chord) {
    case 'space':
      return toggled(playback, end);
    case '.':
      return step(timeline[countUntil(timeline, at)]);
    case ',':
      return step(timeline[countBefore(timeline, at) - 1] ?? 0);
    case 'right':
    case 'l':
      return seek(at + LEAP_SECONDS);
    case 'left':
    case 'h':
      return seek(at - LEAP_SECONDS);
    case '>':
      return { ...playback, speed: Math.min(speed * 2, MOST_SPEED) };
    case '<':
      return { ...playback, speed: Math.max(speed / 2, LEAST_SPEED) };
    case 'home':
    case 'g':
      return seek(0);
    case 'end':
    case 'G':
      return seek(end);
    case 'q':
    case 'escape':
    case 'ctrl+c':
      return 'quit';
    default:
      return playback;
  }
}

/** How many moments are not later than `at`. */
function countUntil(timeline: Timeline, at: number): number {
  return firstWhere(timeline, (moment) => moment > at);
}

function countBefore(timeline: Timeline, at: number): number {
  return firstWhere(timeline, (moment) => moment >= at);
}

/** The index of the first that is late enough, found by halves: it is asked for at every frame. */
function firstWhere(timeline: Timeline, isLate: (moment: number) => boolean): number {
  let from = 0;
  let to = timeline.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isLate(timeline[middle] ?? Infinity)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** At its end it begins anew. */
function toggled(playback: Playback, end: number): Playback {
  if (!playback.paused) return { ...playback, paused: true };
  return { ...playback, paused: false, at: playback.at < end ? playback.at : 0 };
}

/** The line below: where it stands, and the keys as far as there is room. */
export function barText(title: string, playback: Playback, timeline: Timeline): string {
  const { mark, place, space } = standing(playback, endOf(timeline));
  return (
    ` ${mark} ${title}  ${place}  ${playback.speed}x   q quit   ` +
    `Space ${space}   ←→ 5 s   , . step   0-9 jump   < > speed`
  );
}

function standing({ at, paused }: Playback, end: number) {
  if (at >= end) return { mark: '■', place: `ended ${clock(end)}`, space: 'again' };
  const place = `${clock(at)} / ${clock(end)}`;
  return paused
    ? { mark: '‖', place, space: 'play' }
    : { mark: '▶', place, space: 'pause' };
}

/** `0:07`, `1:02:03` */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  const tail = twoDigits(whole % 60);
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${tail}` : `${minutes}:${tail}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
