/** Packets to bytes and back: `envelope.ts` says what they mean. Numbers are little-endian. */
import { unreachable } from '../base/assert.js';
import { sessionId } from '../domain/ids.js';
import { packExtras, unpackExtras } from '../screen/packed-extras.js';
import {
  mouseEncodings,
  mouseTrackings,
  type Cursor,
  type Modes,
  type ScreenUpdate,
} from '../screen/row.js';
import type { Message, Packet } from './envelope.js';

const KIND = { message: 1, screen: 2, screenSeen: 3, input: 4 } as const;

/** Length, kind. */
const HEADER_BYTES = 5;

/**
 * A packet larger than this is a fault of the sender, not a message: the largest honest
 * one, a full scrollback's text, stays below 20 MB.
 */
export const MAX_PACKET_BYTES = 64 * 1024 * 1024;

export function encode(packet: Packet): Buffer {
  switch (packet.type) {
    case 'message':
      return encodeMessage(packet.message);
    case 'screen':
      return encodeScreen(packet.session, packet.update);
    case 'screenSeen':
      return about(packet.session, KIND.screenSeen, 0).out;
    case 'input': {
      const { bytes } = packet;
      const { out, at } = about(packet.session, KIND.input, bytes.length);
      out.set(bytes, at);
      return out;
    }
    default:
      return unreachable(packet);
  }
}

/**
 * Takes bytes as they come, cut anywhere, and gives the packets that they complete. Pieces
 * of a packet are put together once it is whole: each byte is copied at most twice, however
 * many pieces it comes in.
 */
export class Decoder {
  #pieces: Buffer[] = [];
  #length = 0;
  /** Bytes that must be there before there is anything to do. */
  #needed = HEADER_BYTES;

  /**
   * `chunk` needs to stay as it is only as long as the packets that this gives are used.
   * Throws when the bytes cannot be a packet; the connection is then of no more use.
   */
  push(chunk: Buffer): readonly Packet[] {
    this.#length += chunk.length;
    if (this.#length < this.#needed) {
      this.#pieces.push(Buffer.from(chunk));
      return [];
    }
    const pieces = this.#pieces;
    const bytes = pieces.length === 0 ? chunk : Buffer.concat([...pieces, chunk]);
    const packets: Packet[] = [];
    let at = 0;
    for (
      let end = packetEnd(bytes, at);
      end <= bytes.length;
      end = packetEnd(bytes, at)
    ) {
      const body = bytes.subarray(at + HEADER_BYTES, end);
      packets.push(decode(bytes.readUInt8(at + 4), body));
      at = end;
    }
    const rest = bytes.subarray(at);
    this.#needed = packetEnd(rest, 0);
    this.#pieces = rest.length === 0 ? [] : [Buffer.from(rest)];
    this.#length = rest.length;
    return packets;
  }
}

/** Where the packet that begins at `at` ends, or its header while that is not whole. */
function packetEnd(bytes: Buffer, at: number): number {
  if (bytes.length - at < HEADER_BYTES) return at + HEADER_BYTES;
  const length = bytes.readUInt32LE(at);
  if (length > MAX_PACKET_BYTES) throw new Error(`Packet of ${length} bytes refused`);
  return at + HEADER_BYTES + length;
}

function decode(kind: number, body: Buffer): Packet {
  if (kind === KIND.message) {
    const message: Message | null = JSON.parse(body.toString());
    if (typeof message !== 'object' || message === null)
      throw new Error('Message without a type refused');
    return { type: 'message', message };
  }
  const nameEnd = 1 + body.readUInt8(0);
  const session = sessionId(body.toString('utf8', 1, nameEnd));
  if (kind === KIND.screenSeen) return { type: 'screenSeen', session };
  if (kind === KIND.input)
    return { type: 'input', session, bytes: body.subarray(nameEnd) };
  if (kind === KIND.screen)
    return { type: 'screen', session, update: decodeUpdate(body, nameEnd) };
  throw new Error(`Packet of unknown kind ${kind}`);
}

function encodeMessage(message: Message): Buffer {
  const text = JSON.stringify(message);
  const out = framed(KIND.message, Buffer.byteLength(text));
  out.write(text, HEADER_BYTES);
  return out;
}

/** A packet with room for its body. */
function framed(kind: number, bodyBytes: number): Buffer {
  const out = Buffer.allocUnsafe(HEADER_BYTES + bodyBytes);
  out.writeUInt32LE(bodyBytes, 0);
  out.writeUInt8(kind, 4);
  return out;
}

/** A packet that begins with a session's name, with room for the rest of its body from `at` on. */
function about(session: string, kind: number, restBytes: number) {
  const nameBytes = Buffer.byteLength(session);
  const out = framed(kind, 1 + nameBytes + restBytes);
  out.writeUInt8(nameBytes, HEADER_BYTES);
  out.write(session, HEADER_BYTES + 1);
  return { out, at: HEADER_BYTES + 1 + nameBytes };
}

const UPDATE_BYTES = 24;
const NO_COLOUR = 0xffffffff;
const CHANGE_BYTES = 8;
const SHAPES = ['default', 'block', 'underline', 'bar'] as const;

/** A screen: sizes, cursor, modes, then for each row its y, words, and extras. */
function encodeScreen(session: string, update: ScreenUpdate): Buffer {
  const extras = update.changes.map(({ row }) =>
    row.extras.length === 0 ? '' : packExtras(row.extras),
  );
  const size = update.changes.reduce(
    (sum, { row }, index) =>
      sum + CHANGE_BYTES + row.words.byteLength + Buffer.byteLength(extras[index] ?? ''),
    UPDATE_BYTES,
  );
  const { out, at: start } = about(session, KIND.screen, size);
  out.writeUInt16LE(update.columns, start);
  out.writeUInt16LE(update.rows, start + 2);
  out.writeUInt16LE(update.cursor.column, start + 4);
  out.writeUInt16LE(update.cursor.row, start + 6);
  out.writeUInt16LE(cursorBits(update.cursor) | (update.full ? 0x8000 : 0), start + 8);
  out.writeUInt16LE(modeBits(update.modes), start + 10);
  out.writeUInt16LE(update.modes.kittyKeyboard, start + 12);
  out.writeUInt16LE(update.modes.modifyOtherKeys, start + 14);
  out.writeUInt32LE(update.changes.length, start + 16);
  out.writeUInt32LE(update.cursor.colour ?? NO_COLOUR, start + 20);

  let at = start + UPDATE_BYTES;
  for (const [index, { y, row }] of update.changes.entries()) {
    const extra = extras[index] ?? '';
    out.writeUInt16LE(y, at);
    out.writeUInt16LE(row.words.length, at + 2);
    out.writeUInt32LE(Buffer.byteLength(extra), at + 4);
    at += CHANGE_BYTES;
    out.set(bytesOf(row.words), at);
    at += row.words.byteLength;
    at += out.write(extra, at);
  }
  return out;
}

function decodeUpdate(body: Buffer, start: number): ScreenUpdate {
  const modes = body.readUInt16LE(start + 10);
  const cursor = body.readUInt16LE(start + 8);
  const colour = body.readUInt32LE(start + 20);
  const changes = [];
  let at = start + UPDATE_BYTES;
  for (let left = body.readUInt32LE(start + 16); left > 0; left--) {
    const y = body.readUInt16LE(at);
    const words = new Uint32Array(body.readUInt16LE(at + 2));
    const extraBytes = body.readUInt32LE(at + 4);
    at += CHANGE_BYTES;
    bytesOf(words).set(body.subarray(at, at + words.byteLength));
    at += words.byteLength;
    const extras =
      extraBytes === 0 ? [] : unpackExtras(body.toString('utf8', at, at + extraBytes));
    at += extraBytes;
    changes.push({ y, row: { words, extras } });
  }
  return {
    columns: body.readUInt16LE(start),
    rows: body.readUInt16LE(start + 2),
    full: (cursor & 0x8000) !== 0,
    cursor: {
      column: body.readUInt16LE(start + 4),
      row: body.readUInt16LE(start + 6),
      visible: (cursor & 4) !== 0,
      blinking: (cursor & 8) !== 0,
      shape: SHAPES[cursor & 3] ?? 'default',
      colour: colour === NO_COLOUR ? undefined : colour,
    },
    modes: {
      applicationCursor: (modes & 1) !== 0,
      applicationKeypad: (modes & 2) !== 0,
      bracketedPaste: (modes & 4) !== 0,
      focusEvents: (modes & 8) !== 0,
      mouseEncoding: mouseEncodings[(modes >> 6) & 3] ?? 'bytes',
      alternateScreen: (modes & 32) !== 0,
      mouse: mouseTrackings[(modes >> 8) & 7] ?? 'none',
      backspaceKey: (modes & 16) !== 0,
      alternateScroll: (modes & 0x4000) !== 0,
      vt52: (modes & 0x1000) !== 0,
      eightBit: (modes & 0x2000) !== 0,
      kittyKeyboard: body.readUInt16LE(start + 12),
      modifyOtherKeys: body.readUInt16LE(start + 14),
    },
    changes,
  };
}

function cursorBits(cursor: Cursor): number {
  return (
    SHAPES.indexOf(cursor.shape) | (cursor.visible ? 4 : 0) | (cursor.blinking ? 8 : 0)
  );
}

function modeBits(modes: Modes): number {
  return (
    (modes.applicationCursor ? 1 : 0) |
    (modes.applicationKeypad ? 2 : 0) |
    (modes.bracketedPaste ? 4 : 0) |
    (modes.focusEvents ? 8 : 0) |
    (modes.backspaceKey ? 16 : 0) |
    (modes.alternateScreen ? 32 : 0) |
    (modes.alternateScroll ? 0x4000 : 0) |
    (modes.vt52 ? 0x1000 : 0) |
    (modes.eightBit ? 0x2000 : 0) |
    (mouseEncodings.indexOf(modes.mouseEncoding) << 6) |
    (mouseTrackings.indexOf(modes.mouse) << 8)
  );
}

function bytesOf(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}
