import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { EngineContext } from '../../src/engine/context.js';
import { asLine, typeLine } from '../../src/engine/typing.js';
import { inHost, session } from './in-host.js';

/** Rests at its prompt below a line that is another one after each signal. */
const RESTLESS = String.raw`
process.stdin.setRawMode(true);
process.stdin.on('data', (bytes) => require('node:fs').appendFileSync('keys', String(bytes)));
let at = 0;
const draw = () => process.stdout.write('\x1b[Hline ' + at++ + '\x1b[K\r\n❯ ');
process.on('SIGUSR2', draw);
draw();
`;

/** Its screen is another one whenever it was read, from the reading `from` on. */
async function aRestless(from: number) {
  const program = await inHost('-e', RESTLESS);
  const { peer, pid, lines } = program;
  await expect.poll(lines).toContain('❯');
  let readings = 0;
  const host: Pick<EngineContext['host'], 'ask'> = {
    async ask(request) {
      const answer = await peer.ask(request);
      if (request.type !== 'capture' || ++readings < from) return answer;
      const [before] = await lines();
      process.kill(pid, 'SIGUSR2');
      while ((await lines())[0] === before);
      return answer;
    },
  };
  return {
    type: () =>
      typeLine(
        { host },
        { session, text: 'hello', fits: (shown) => shown.includes('❯') },
      ),
    keys: () => readFile(join(program.folder, 'keys'), 'utf8').catch(() => ''),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

it.each([
  ['types nothing into a screen', 1, 'restless', ''],
  ['gives no Enter to a screen', 2, 'unsent', 'hello'],
])('%s that is another one whenever it was read', async (_what, from, type, keys) => {
  await using restless = await aRestless(from);
  expect(await restless.type()).toEqual({ type });
  expect(await restless.keys()).toBe(keys);
});

it.each([
  ['of several lines makes one', ' one\r\n\n  two \u2028three\n', 'one two three'],
  ['has as many blanks as it had', `a${' '.repeat(1000)}b`, `a${' '.repeat(1000)}b`],
])('%s', (_rule, text, line) => expect(asLine(text)).toBe(line));

it('cuts a line of blanks that is long, also where it takes no end', () => {
  expect(asLine(`a${' '.repeat(10_000_000)}b`)).toBe('a');
});
