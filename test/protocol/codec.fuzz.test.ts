import { describe, expect, it, vi } from 'vitest';
import { sessionId } from '../../src/domain/ids.js';
import { Decoder, encode, MAX_PACKET_BYTES } from '../../src/protocol/codec.js';
import type { Packet } from '../../src/protocol/envelope.js';
import {
  BLANK_ROW,
  mouseEncodings,
  mouseTrackings,
  type Extra,
} from '../../src/screen/row.js';
import { random, seeds, type Random } from '../helpers/random.js';

/** Seeds that once failed stay here. */
const regressions: readonly number[] = [];
const fresh = seeds(30);

describe('codec', () => {
  it.each([...regressions, ...fresh])(
    'gives back what was encoded, however the bytes are cut (seed %i)',
    (seed) => {
      const rng = random(seed);
      const packets = rng.times(1, 8, () => aPacket(rng));
      const bytes = Buffer.concat(packets.map(encode));

      const decoder = new Decoder();
      const decoded: Packet[] = [];
      for (let at = 0; at < bytes.length;) {
        const end = at + rng.between(1, 200);
        decoded.push(...decoder.push(bytes.subarray(at, end)));
        at = end;
      }
      expect(decoded).toEqual(packets);
    },
  );

  it('keeps what is not whole when its bytes are written over', () => {
    const packet: Packet = { type: 'screenSeen', session: sessionId('one') };
    const bytes = encode(packet);
    const chunk = Buffer.alloc(bytes.length);
    const decoder = new Decoder();
    const push = (part: Buffer) => decoder.push(chunk.subarray(0, part.copy(chunk)));
    const decoded = [3, 8, bytes.length].map((end, index, ends) =>
      push(bytes.subarray(ends[index - 1] ?? 0, end)),
    );
    expect(decoded).toEqual([[], [], [packet]]);
  });

  it('takes a large packet in small pieces without copying it again for each', () => {
    const bytes = encode({
      type: 'input',
      session: sessionId('s'),
      bytes: Buffer.alloc(16 * 1024 * 1024),
    });
    const decoder = new Decoder();
    using concat = vi.spyOn(Buffer, 'concat');
    let packets = 0;
    for (let at = 0; at < bytes.length; at += 1024)
      packets += decoder.push(bytes.subarray(at, at + 1024)).length;
    expect(packets).toBe(1);
    const copied = concat.mock.results.map(({ type, value }) =>
      type === 'return' ? value.length : 0,
    );
    expect(copied.reduce((sum, length) => sum + length, 0)).toBe(bytes.length);
  });

  it('sends a link once for each row, however many cells have it', () => {
    const link = `http://${'a'.repeat(4000)}`;
    const extras = Array.from({ length: 1000 }, (_, column) => ({ column, link }));
    const screen = aScreen(random(1));
    const changes = [{ y: 0, row: { ...BLANK_ROW, extras } }];
    const packet = { ...screen, update: { ...screen.update, changes } };
    const bytes = encode(packet);
    expect(bytes.length).toBeLessThan(40_000);
    expect(new Decoder().push(bytes)).toEqual([packet]);
  });

  it('refuses a length that no honest sender writes', () => {
    const bytes = Buffer.alloc(5);
    bytes.writeUInt32LE(MAX_PACKET_BYTES + 1);
    expect(() => new Decoder().push(bytes)).toThrow('refused');
  });
});

function aPacket(rng: Random): Packet {
  const session = sessionId(rng.name());
  return rng.pick<() => Packet>([
    () => ({ type: 'screenSeen', session }),
    () => ({ type: 'input', session, bytes: Buffer.from(rng.name()) }),
    () => ({
      type: 'message',
      message: { type: 'event', event: { type: rng.name(), text: 'ö🚀\n' } },
    }),
    () => aScreen(rng),
  ])();
}

function aScreen(rng: Random): Packet & { readonly type: 'screen' } {
  const flag = () => rng.chance(0.5);
  return {
    type: 'screen',
    session: sessionId(rng.name()),
    update: {
      columns: rng.between(1, 500),
      rows: rng.between(1, 200),
      full: flag(),
      cursor: {
        column: rng.between(0, 500),
        row: rng.between(0, 200),
        visible: flag(),
        blinking: flag(),
        shape: rng.pick(['default', 'block', 'underline', 'bar']),
        colour: flag() ? rng.between(0, 0xffffff) : undefined,
      },
      modes: {
        applicationCursor: flag(),
        applicationKeypad: flag(),
        bracketedPaste: flag(),
        focusEvents: flag(),
        mouse: rng.pick(mouseTrackings),
        mouseEncoding: rng.pick(mouseEncodings),
        alternateScreen: flag(),
        kittyKeyboard: rng.between(0, 31),
        modifyOtherKeys: rng.between(0, 2),
        backspaceKey: flag(),
        alternateScroll: flag(),
        vt52: flag(),
        eightBit: flag(),
      },
      changes: rng.times(0, 5, () => ({
        y: rng.between(0, 199),
        row: {
          words: Uint32Array.from(rng.times(0, 90, () => rng.between(0, 2 ** 32 - 1))),
          extras: rng.times(0, 2, (): Extra => ({
            column: rng.between(0, 400),
            text: '👩‍👩‍👧',
            underline: 3,
            ...(flag() ? { link: rng.name() } : {}),
          })),
        },
      })),
    },
  };
}
