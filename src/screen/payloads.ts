/** Payloads of OSC and DCS sequences, collected up to a bound: xterm itself takes ten million characters. */
import type { DcsHandler, OscHandler } from './xterm-core.js';

/**
 * True when it is done with; false asks the handler that was registered before. `next` is what came
 * behind the payload, 0 where nothing had come when its last part was taken.
 */
export type PayloadHandler = (payload: string, next: number) => boolean;

/** Handles payloads of up to `limit` code points; longer ones are dropped whole. */
export function bounded(limit: number, handle: PayloadHandler): OscHandler {
  let pieces: string[] = [];
  let length = 0;
  let next = 0;
  return {
    start() {
      pieces = [];
      length = 0;
      next = 0;
    },
    put(data, start, end) {
      length += end - start;
      next = data[end] ?? 0;
      if (length > limit) pieces = [];
      else pieces.push(textOf(data, start, end));
    },
    end(success) {
      const payload = pieces.join('');
      pieces = [];
      return success && length <= limit ? handle(payload, next) : true;
    },
  };
}

/** Likewise for DCS sequences. */
export function hooked(limit: number, handle: PayloadHandler): DcsHandler {
  const { start, put, end } = bounded(limit, handle);
  return { hook: start, put, unhook: end };
}

/** More arguments than this overflow the stack. */
const MAX_ARGUMENTS = 4096;

function textOf(data: Uint32Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += MAX_ARGUMENTS)
    text += String.fromCodePoint(...data.subarray(at, Math.min(end, at + MAX_ARGUMENTS)));
  return text;
}
