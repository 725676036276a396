import { join } from 'node:path';
import type { Context } from '../../src/cli/command.js';
import { findPlace } from '../../src/cli/place.js';

export type Printed = { readonly stdout: string[]; readonly stderr: string[] };

/** A context that keeps what is printed, in `cwd`, with nobody in front. */
export function aContext(cwd: string): Context & { readonly printed: Printed } {
  const printed: Printed = { stdout: [], stderr: [] };
  const say = (text: string) => void printed.stdout.push(text);
  return {
    printed,
    cwd,
    env: process.env,
    programs: join(import.meta.dirname, '../../dist'),
    interactive: false,
    confirm: () => Promise.resolve(false),
    ask: (_question, usual) => Promise.resolve(usual),
    place: () => findPlace(cwd, process.env),
    output: {
      line: say,
      text: say,
      rendered: say,
      json: (value) => say(JSON.stringify(value)),
      note: (text) => void printed.stderr.push(text),
      paint: (_colour, text) => text,
      clear: () => {},
      columns: 80,
    },
  };
}
