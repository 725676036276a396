/**
 * Does what a sequence does, as if the program had written it: every handler that there is for
 * it is asked, the last one first. None waits for its budget here, since whoever runs a sequence
 * is one that has been charged for it.
 */
import type { Core, Handled, SequenceId } from './xterm-core.js';

/** The finals of escape sequences: more than those of control sequences. */
const ESCAPE_FINALS = [0x30, 0x7e] as const;

export function runControl(
  { _inputHandler: { _parser: parser } }: Core,
  id: SequenceId,
  ...params: readonly number[]
): void {
  const handlers = parser._csiHandlers[parser._identifier(id)] ?? [];
  const given = { params: Int32Array.from(params.length === 0 ? [0] : params) };
  askEach(handlers, (handler) => handler({ ...given, length: given.params.length }));
}

export function runEscape(
  { _inputHandler: { _parser: parser } }: Core,
  id: SequenceId,
): void {
  const handlers = parser._escHandlers[parser._identifier(id, ESCAPE_FINALS)] ?? [];
  askEach(handlers, (handler) => handler());
}

function askEach<Handler>(
  handlers: readonly Handler[],
  ask: (handler: Handler) => Handled,
): void {
  for (const handler of handlers.toReversed()) if (ask(handler) === true) return;
}
