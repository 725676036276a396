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
  /** Whether the text that it gave last is still its own. */
  _cacheValid: boolean;
  getString(column: number): string;
  getExtended(column: number): Extended;
  translateToString(trimRight: boolean): string;
  /** `blank` tells that no cell has a cluster or extended attributes, which are left out. */
  clone(blank: boolean): Line;
  getWidth(column: number): number;
  setCellFromCodepoint(
    column: number,
    codePoint: number,
    width: number,
    attributes: Attributes,
  ): void;
  /** `keepProtected`: leaves what DECSCA protects. */
  replaceCells(start: number, end: number, by: unknown, keepProtected?: boolean): void;
  copyCellsFrom(
    from: Line,
    fromColumn: number,
    toColumn: number,
    length: number,
    backwards: boolean,
  ): void;
};

/** What cells are written with: words 1 and 2 of `row.ts`. */
export type Attributes = { fg: number; bg: number; readonly extended: Extended };

/** `_ext`: underline colour and its mode (bits 0-25), underline style (bits 26-28). */
export type Extended = { readonly _ext: number; readonly urlId: number };

/** Prints code points, none of them a control. */
export type PrintHandler = (codes: Uint32Array, start: number, end: number) => void;

/** Like `OscHandler`, for the payload of a DCS sequence. */
export type DcsHandler = {
  readonly hook: () => void;
  readonly put: OscHandler['put'];
  readonly unhook: (success: boolean) => boolean;
};

/** True when it is done with, false asks the handler before, a promise stops the parser. */
export type Handled = boolean | Promise<boolean>;

type Parser = {
  /** What xterm was told of the last character (`graphemes.ts`); 0 after a sequence. */
  precedingJoinState: number;
  /** 0 between sequences. */
  readonly currentState: number;
  registerDcsHandler(id: SequenceId, handler: DcsHandler): unknown;
  clearDcsHandler(id: SequenceId): void;
  registerCsiHandler(id: SequenceId, handler: (params: Params) => Handled): unknown;
  registerEscHandler(id: SequenceId, handler: () => Handled): unknown;
  registerOscHandler(id: number, handler: OscHandler): unknown;
  clearOscHandler(id: number): void;
  /** Takes the place of the handler that there is; so does `setExecuteHandler`. */
  setPrintHandler(handler: PrintHandler): void;
  setExecuteHandler(control: string, handler: () => boolean): void;
};

/** One of a terminal's two screens: lines, the last `rows` of which show. */
export type XtermBuffer = {
  /** One beyond the last column when the next character wraps. */
  x: number;
  y: number;
  readonly ybase: number;
  /** Row of the saved cursor, counted from the first line; negative never shows. */
  savedY: number;
  scrollTop: number;
  savedOriginMode: boolean;
  savedWraparoundMode: boolean;
  savedCharsets: unknown[];
  /** Whether lines that leave at its top are kept above it, as far as there is room. */
  readonly hasScrollback: boolean;
  readonly lines: {
    readonly length: number;
    /** Whether the next line costs the first. */
    readonly isFull: boolean;
    get(y: number): Line | undefined;
    set(y: number, line: Line): void;
  };
  scrollBottom: number;
  getNullCell(attributes: Attributes): unknown;
  nextStop(): number;
  prevStop(): number;
  setupTabStops(): void;
};

export type Core = {
  readonly _inputHandler: {
    readonly _parser: Parser;
    /** `interim`: the bytes of a character that is not complete, the first 0 without one. */
    readonly _utf8Decoder: { readonly interim: Uint8Array };
    /** Gives a promise when a handler stopped it; `result` goes on, as what the promise gave. */
    parse(bytes: Uint8Array, result?: boolean): unknown;
    setHyperlink(data: string): boolean;
    setTitle(data: string): boolean;
    fullReset(): boolean;
    print: PrintHandler;
    setModePrivate(params: Params): boolean;
    resetModePrivate(params: Params): boolean;
    /** Answers as DECRQM does. */
    requestMode(params: Params, ansi: boolean): boolean;
    softReset(): boolean;
    /** `keepProtected` as for `replaceCells`. */
    eraseInDisplay(params: Params, keepProtected?: boolean): boolean;
    eraseInLine(params: Params, keepProtected?: boolean): boolean;
    lineFeed(): boolean;
    readonly _curAttrData: Attributes;
    /** Those of a cell that is erased. */
    _eraseAttrData(): Attributes;
  };
  readonly _bufferService: {
    readonly rows: number;
    readonly cols: number;
    readonly buffer: XtermBuffer;
    readonly buffers: {
      readonly normal: XtermBuffer;
      readonly alt: XtermBuffer;
      /** Called with the screen that is shown from now on, once it is. */
      onBufferActivate(
        listener: (event: { readonly activeBuffer: XtermBuffer }) => void,
      ): unknown;
    };
    scroll: (attributes: unknown, wrapped?: boolean) => void;
  };
  readonly _oscLinkService: {
    /** Gives the number by which cells name a link. */
    registerLink: (link: { readonly uri: string }) => number;
    addLineToLink: (link: number, y: number) => void;
  };
  readonly unicodeService: {
    wcwidth(codePoint: number): number;
    readonly _providers: Readonly<Record<string, IUnicodeVersionProvider>>;
  };
  readonly coreService: {
    readonly decPrivateModes: {
      readonly cursorStyle: string | undefined;
      readonly cursorBlink: boolean | undefined;
      origin: boolean;
      readonly wraparound: boolean;
      readonly reverseWraparound: boolean;
    };
    readonly modes: { insertMode: boolean };
    readonly isCursorHidden: boolean;
    readonly kittyKeyboard: { readonly flags: number };
  };
  readonly optionsService: { readonly rawOptions: { readonly convertEol: boolean } };
  /** A character set other than ASCII, when one is chosen. */
  readonly _charsetService: { readonly charset: unknown };
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
      at(value, '_inputHandler', 'print'),
      at(value, '_inputHandler', 'setModePrivate'),
      at(value, '_inputHandler', 'resetModePrivate'),
      at(value, '_inputHandler', 'requestMode'),
      at(value, '_inputHandler', 'softReset'),
      at(value, '_inputHandler', 'eraseInDisplay'),
      at(value, '_inputHandler', 'eraseInLine'),
      at(value, '_inputHandler', 'lineFeed'),
      at(value, '_inputHandler', '_eraseAttrData'),
      at(value, 'unicodeService', 'wcwidth'),
      at(value, 'buffer', 'getNullCell'),
      at(value, 'buffer', 'nextStop'),
      at(value, 'buffer', 'prevStop'),
      at(value, 'buffer', 'setupTabStops'),
      at(line, 'getWidth'),
      at(line, 'setCellFromCodepoint'),
      at(line, 'replaceCells'),
      at(line, 'copyCellsFrom'),
      at(parser, 'setPrintHandler'),
      at(parser, 'setExecuteHandler'),
      at(parser, 'registerDcsHandler'),
      at(parser, 'clearDcsHandler'),
      at(value, '_bufferService', 'scroll'),
      at(value, '_bufferService', 'buffers', 'normal', 'lines', 'get'),
      at(value, '_bufferService', 'buffers', 'onBufferActivate'),
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
    typeof at(value, 'buffer', 'scrollBottom') === 'number' &&
    typeof at(value, 'buffer', 'savedY') === 'number' &&
    typeof at(value, 'buffer', 'savedOriginMode') === 'boolean' &&
    typeof at(value, 'buffer', 'savedWraparoundMode') === 'boolean' &&
    Array.isArray(at(value, 'buffer', 'savedCharsets')) &&
    typeof at(value, 'buffer', 'hasScrollback') === 'boolean' &&
    typeof at(value, 'buffer', 'lines', 'isFull') === 'boolean' &&
    typeof at(value, '_bufferService', 'rows') === 'number' &&
    typeof at(value, '_bufferService', 'cols') === 'number' &&
    typeof at(value, '_inputHandler', '_curAttrData', 'fg') === 'number' &&
    typeof at(value, 'coreService', 'decPrivateModes', 'origin') === 'boolean' &&
    typeof at(value, 'coreService', 'decPrivateModes', 'wraparound') === 'boolean' &&
    typeof at(value, 'coreService', 'decPrivateModes', 'reverseWraparound') ===
      'boolean' &&
    typeof at(value, 'coreService', 'modes', 'insertMode') === 'boolean' &&
    typeof at(value, 'coreService', 'isCursorHidden') === 'boolean' &&
    typeof at(value, 'coreService', 'kittyKeyboard', 'flags') === 'number' &&
    typeof at(value, 'unicodeService', '_providers') === 'object' &&
    typeof at(value, 'coreService', 'decPrivateModes') === 'object' &&
    typeof at(value, 'optionsService', 'rawOptions', 'convertEol') === 'boolean' &&
    typeof at(parser, 'precedingJoinState') === 'number' &&
    typeof at(parser, 'currentState') === 'number' &&
    at(value, '_inputHandler', '_utf8Decoder', 'interim') instanceof Uint8Array &&
    typeof at(line, '_cacheValid') === 'boolean' &&
    typeof at(value, '_charsetService') === 'object' &&
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
