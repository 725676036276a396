import { describe, expect, it } from 'vitest';
import {
  barText,
  later,
  pressed,
  timelineOf,
  untilNext,
  type Playback,
} from '../../src/console/playback.js';

/** Events at these seconds. */
const timeline = [0, 1, 2, 10, 20];
const start: Playback = { at: 0, speed: 1, paused: false };

describe('a recording that is played', () => {
  it.each([
    ['pauses', 'space', { paused: true }],
    ['goes on', 'space space', { paused: false }],
    ['begins anew after its end', 'G wait space', { at: 0, paused: false }],
    ['leaps, and not beyond its ends', 'right right left', { at: 5 }],
    ['goes no further back than its start', 'left', { at: 0 }],
    ['goes no further than its end', '5 right right right', { at: 20 }],
    ['jumps to a tenth', '5', { at: 10 }],
    ['jumps to the end and the start', 'end home', { at: 0 }],
    ['steps to the next event and stands', '. .', { at: 2, paused: true }],
    ['steps back', '. . ,', { at: 1, paused: true }],
    ['steps over a long pause', '. . .', { at: 10 }],
    ['plays faster', '> >', { speed: 4 }],
    ['plays slower', '<', { speed: 0.5 }],
    ['knows an end of speed', '> > > > > > > > >', { speed: 64 }],
    ['takes no notice of other keys', 'x', start],
  ])('%s: %s', (_rule, keys, expected) => {
    expect(played(keys)).toMatchObject(expected);
  });

  it.each(['q', 'escape', 'ctrl+c'])('ends at %s', (key) => {
    expect(pressed(start, key, timeline)).toBe('quit');
  });

  it('moves with time, as fast as it is played, and stands at its end', () => {
    const fast = { ...start, speed: 2 };
    expect(later(fast, 3, timeline).at).toBe(6);
    expect(later(fast, 100, timeline)).toEqual({ ...fast, at: 20, paused: true });
    expect(later({ ...fast, paused: true }, 3, timeline).at).toBe(0);
  });

  it('waits for its next event, and for none when it stands', () => {
    expect(untilNext({ ...start, at: 2, speed: 4 }, timeline)).toBe(2000);
    expect(untilNext({ ...start, paused: true }, timeline)).toBeUndefined();
    expect(untilNext({ ...start, at: 20 }, timeline)).toBeUndefined();
  });

  it('finds its place among many events by a look at few', () => {
    let looks = 0;
    const many = new Proxy(
      Array.from({ length: 100_000 }, (_, index) => index),
      {
        get(target, key) {
          looks++;
          return Reflect.get(target, key);
        },
      },
    );
    const far = { ...start, at: 90_000.5 };
    expect(untilNext(far, many)).toBe(500);
    expect(pressed(far, '.', many)).toMatchObject({ at: 90_001 });
    expect(pressed(far, ',', many)).toMatchObject({ at: 90_000 });
    expect(looks).toBeLessThan(100);
  });

  it('says where it stands', () => {
    const text = barText('talk', { at: 62.9, speed: 2, paused: true }, [0, 3723]);
    expect(text).toMatch(/^ ‖ talk {2}1:02 \/ 1:02:03 {2}2x {3}q quit {3}Space play/);
  });

  it.each([
    ['played to its end', { at: 20, speed: 1, paused: true }],
    ['sent to its end', { at: 20, speed: 1, paused: false }],
  ])('says that it is over when it was %s', (_how, playback) => {
    expect(barText('talk', playback, timeline)).toMatch(
      /^ ■ talk {2}ended 0:20 {2}1x {3}q quit {3}Space again/,
    );
  });
});

it.each([
  ['as they were', Infinity, [0, 1, 2, 10, 20]],
  ['without long pauses', 2, [0, 1, 2, 4, 6]],
])('the moments of events are %s', (_rule, idleLimit, expected) => {
  expect(timelineOf(timeline, idleLimit)).toEqual(expected);
});

it('times that run backwards stand still', () => {
  expect(timelineOf([5, 3, 6], Infinity)).toEqual([5, 5, 6]);
});

function played(keys: string): Playback {
  return keys.split(' ').reduce<Playback>((now, key) => {
    const next = key === 'wait' ? later(now, 1, timeline) : pressed(now, key, timeline);
    return next === 'quit' ? now : next;
  }, start);
}
