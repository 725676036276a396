/** Who waits for whom when somebody types: time is faked. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sessionId } from '../../src/domain/ids.js';
import { KeysFirst } from '../../src/host/keys-first.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('nobody waits where nobody types', () => {
  const { own, other } = aPair();
  expect([own.waits(), other.waits()]).toEqual([false, false]);
  own.typed();
  own.answered();
  pass(1000);
  expect(other.waits()).toBe(false);
});

it('others wait for a key until it is answered', () => {
  const { own, other, wentOn } = aPair();
  own.typed();
  expect([own.waits(), other.waits()]).toEqual([false, true]);
  other.after(wentOn);
  pass(4);
  own.answered();
  pass(6);
  expect(wentOn).toHaveBeenCalledOnce();
});

it('and not for long', () => {
  const { own, other, wentOn } = aPair();
  own.typed();
  other.after(wentOn);
  pass(7);
  expect(wentOn).not.toHaveBeenCalled();
  pass(10);
  expect(wentOn).toHaveBeenCalledOnce();
});

it('whoever types keeps for others a third of the time, until a while after', () => {
  const { own, other } = aPair();
  const going = () => {
    let count = 0;
    for (let ms = 0; ms < 60; ms++) {
      if (!other.waits()) count++;
      pass(1);
    }
    return count;
  };
  own.typed();
  own.answered();
  expect(going()).toBe(20);
  own.typed();
  own.answered();
  expect(going()).toBe(20);
  pass(500);
  expect(going()).toBe(60);
});

it('a program that makes nothing of keys has others wait for the first alone', () => {
  const { own, other } = aPair();
  let going = 0;
  for (let ms = 0; ms < 120; ms++) {
    own.typed();
    if (!other.waits()) going++;
    pass(1);
  }
  expect(going).toBeGreaterThan(120 / 3 - 3);
});

it('a session does not wait for its own keys', () => {
  const { own, other } = aPair();
  own.typed();
  other.typed();
  expect(other.waits()).toBe(false);
  expect(own.waits()).toBe(true);
});

it('nothing goes on after the end', () => {
  const { keysFirst, own, other, wentOn } = aPair();
  own.typed();
  other.after(wentOn);
  keysFirst[Symbol.dispose]();
  pass(1000);
  expect(wentOn).not.toHaveBeenCalled();
});

function aPair() {
  const keysFirst = new KeysFirst();
  return {
    keysFirst,
    own: keysFirst.of(sessionId('own')),
    other: keysFirst.of(sessionId('other')),
    wentOn: vi.fn(),
  };
}

function pass(ms: number): void {
  vi.advanceTimersByTime(ms);
}
