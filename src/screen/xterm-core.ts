/**
 * The parts of @xterm/headless that its public face hides and a multiplexer needs: a
 * parse that happens now and not in a timer's turn (which halves throughput and adds a
 * millisecond to every echo), rows as words, and handlers that may change a count.
 *
 * The version is pinned exactly; what is used is checked once for each terminal, so that
 * another version fails at once and by name.
 */
import type { IUnicodeVersionProvider, Terminal } from '@xterm/headless';
import { assert } from '../base/assert.js';

/** What CSI handlers get: xterm's own parameters, which a handler may change. */
export type Params = { readonly params: Int32Array; readonly length: number };

export type SequenceId = {
  readonly prefix?: string;
  readonly intermediates?: string;
  readonly final: string;
};

/** Collects the payload of an OSC sequence; code points come in pieces. */
export type OscHandler = {
  readonly start: () => void;
  readonly put: (data: Uint32Array, start: number, end: number) => void;
  /** True when handled; false asks the handler that was registered before. */
  readonly end: (success: boolean) => boolean;
};

export type Line = {
  readonly _data: Uint32Array;
  readonly isWrapped: boolean;
  getString(column: number): string;
  getExtended(column: number): Extended;
  translateToString(trimRight: boolean): string;
  clone(blank: boolean): Line;
};

/** `_ext`: underline colour and its mode (bits 0-25), underline style (bits 26-28). */
export type Extended = { readonly _ext: number; readonly urlId: number };

/** Like `OscHandler`, for the payload of a DCS sequence. */
export type DcsHandler = {
  readonly hook: () => void;
  readonly put: OscHandler['put'];
  readonly unhook: (success: boolean) => boolean;
};

type Parser = {
  registerDcsHandler(id: SequenceId, handler: DcsHandler): unknown;
  clearDcsHandler(id: SequenceId): void;
  registerCsiHandler(id: SequenceId, handler: (params: Params) => boolean): unknown;
  registerEscHandler(id: SequenceId, handler: () => boolean): unknown;
  registerOscHandler(id: number, handler: OscHandler): unknown;
  clearOscHandler(id: number): void;
};

/** One of a terminal's two screens: lines, the last `rows` of which show. */
export type XtermBuffer = {
  readonly x: number;
  readonly y: number;
  readonly ybase: number;
  /** Row of the saved cursor, counted from the first line; negative never shows. */
  savedY: number;
  readonly scrollTop: number;
  /** Whether lines that leave at its top are kept above it, as far as there is room. */
  readonly hasScrollback: boolean;
  readonly lines: {
    readonly length: number;
    /** Whether the next line costs the first. */
    readonly isFull: boolean;
    get(y: number): Line | undefined;
    set(y: number, line: Line): void;
  };
  readonly scrollBottom: number;
  /** Follows a line through reflows until it is disposed of; every trim costs it some time. */
  addMarker(y: number): Marker;
};

/** `line` is -1 when it is gone. */
export type Marker = { readonly line: number; dispose(): void };

export type Core = {
  readonly _inputHandler: {
    readonly _parser: Parser;
    parse(bytes: Uint8Array): unknown;
    setHyperlink(data: string): boolean;
    setTitle(data: string): boolean;
    fullReset(): boolean;
    requestStatusString(setting: string): boolean;
  };
  readonly _bufferService: {
    readonly rows: number;
    readonly buffer: XtermBuffer;
    readonly buffers: { readonly normal: XtermBuffer };
    scroll: (attributes: unknown, wrapped?: boolean) => void;
  };
  readonly _oscLinkService: {
    /** Gives the number by which cells name a link. */
    registerLink: (link: { readonly uri: string }) => number;
    addLineToLink: (link: number, y: number) => void;
  };
  readonly unicodeService: {
    readonly _providers: Readonly<Record<string, IUnicodeVersionProvider>>;
  };
  readonly coreService: {
    readonly decPrivateModes: {
      readonly cursorStyle: string | undefined;
      readonly cursorBlink: boolean | undefined;
    };
    readonly kittyKeyboard: { readonly flags: number };
  };
  readonly mouseStateService: { readonly activeEncoding: string };
  readonly buffer: XtermBuffer;
};

/** Throws when this is not the version of xterm that wtmux was made for. */
export function coreOf(terminal: Terminal): Core {
  const core: unknown = Reflect.get(terminal, '_core');
  assert(isCore(core), '@xterm/headless has changed inside');
  return core;
}

function isCore(value: unknown): value is Core {
  const parser = at(value, '_inputHandler', '_parser');
  const line = call(at(value, 'buffer', 'lines'), 'get', 0);
  return (
    [
      at(value, '_inputHandler', 'parse'),
      at(value, '_inputHandler', 'setHyperlink'),
      at(value, '_inputHandler', 'setTitle'),
      at(value, '_inputHandler', 'fullReset'),
      at(value, '_inputHandler', 'requestStatusString'),
      at(parser, 'registerDcsHandler'),
      at(parser, 'clearDcsHandler'),
      at(value, '_bufferService', 'scroll'),
      at(value, '_bufferService', 'buffers', 'normal', 'addMarker'),
      at(value, '_oscLinkService', 'registerLink'),
      at(value, '_oscLinkService', 'addLineToLink'),
      at(line, 'clone'),
      at(parser, 'registerCsiHandler'),
      at(parser, 'registerEscHandler'),
      at(parser, 'registerOscHandler'),
      at(parser, 'clearOscHandler'),
      at(line, 'getString'),
      at(line, 'getExtended'),
      at(line, 'translateToString'),
    ].every((part) => typeof part === 'function') &&
    at(line, '_data') instanceof Uint32Array &&
    typeof at(value, 'buffer', 'ybase') === 'number' &&
    typeof at(value, 'buffer', 'scrollTop') === 'number' &&
    typeof at(value, 'buffer', 'savedY') === 'number' &&
    typeof at(value, 'buffer', 'hasScrollback') === 'boolean' &&
    typeof at(value, 'buffer', 'lines', 'isFull') === 'boolean' &&
    typeof at(value, '_bufferService', 'rows') === 'number' &&
    typeof at(value, 'coreService', 'kittyKeyboard', 'flags') === 'number' &&
    typeof at(value, 'unicodeService', '_providers') === 'object' &&
    typeof at(value, 'coreService', 'decPrivateModes') === 'object' &&
    typeof at(value, 'mouseStateService', 'activeEncoding') === 'string'
  );
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (part, name) =>
      typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined,
    value,
  );
}

function call(value: unknown, name: string, argument: number): unknown {
  const method = at(value, name);
  return typeof method === 'function'
    ? Reflect.apply(method, value, [argument])
    : undefined;
}
