/**
 * The parts of @xterm/headless that its public face hides and a multiplexer needs: a
 * parse that happens now and not in a timer's turn (which halves throughput and adds a
 * millisecond to every echo), rows as words, and handlers that may change a count.
 *
 * The version is pinned exactly; `xterm-check.ts` checks what is used.
 */

/** What CSI handlers get: xterm's own parameters, which a handler may change. */
export type Params = { readonly params: Int32Array; readonly length: number };

/** Those of SGR, with what follows a parameter after colons. */
export type ColourParams = Params & {
  hasSubParams(at: number): boolean;
  getSubParams(at: number): Int32Array | null;
};

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
  readonly constructor: new (columns: number) => Line;
  _data: Uint32Array;
  /** In cells. */
  length: number;
  readonly isWrapped: boolean;
  /** Whether the text that it gave last is still its own. */
  _cacheValid: boolean;
  /** What cells have beside their words, by column, or had once. */
  readonly _combined: object;
  readonly _extendedAttrs: object;
  getString(column: number): string;
  getExtended(column: number): Extended;
  translateToString(trimRight: boolean): string;
  /** `blank` tells that no cell has a cluster or extended attributes, which are left out. */
  clone(blank: boolean): Line;
  copyFrom(line: Line, blank: boolean): void;
  getWidth(column: number): number;
  setCellFromCodepoint(
    column: number,
    codePoint: number,
    width: number,
    attributes: Attributes,
  ): void;
  /** Blanks all cells. */
  fill(by: unknown): void;
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
export type Attributes = { fg: number; bg: number; extended: Extended };

/** Those of what is written next. */
export type OwnAttributes = Attributes & {
  /** To be called when they have another `extended`. */
  updateExtended(): void;
};

/** `_ext`: underline colour and its mode (bits 0-25), underline style (bits 26-28). */
export type Extended = {
  readonly _ext: number;
  readonly urlId: number;
  underlineStyle: number;
  underlineColor: number;
  clone(): Extended;
};

/** Prints code points, none of them a control. */
export type PrintHandler = (codes: Uint32Array, start: number, end: number) => void;

/** Like `OscHandler`, for the payload of a DCS sequence. */
export type DcsHandler = {
  readonly hook: (params: Params) => void;
  readonly put: OscHandler['put'];
  readonly unhook: (success: boolean) => boolean;
};

/** True when it is done with, false asks the handler before, a promise stops the parser. */
export type Handled = boolean | Promise<boolean>;

export type CsiHandler = (params: Params) => Handled;
export type EscHandler = () => Handled;

/** The characters that a set has in the place of ASCII's; undefined is ASCII. */
export type Charset = Readonly<Record<string, string>> | undefined;

type Parser = {
  /** What xterm was told of the last character (`graphemes.ts`); 0 after a sequence. */
  precedingJoinState: number;
  /** 0 between sequences. */
  readonly currentState: number;
  registerDcsHandler(id: SequenceId, handler: DcsHandler): unknown;
  clearDcsHandler(id: SequenceId): void;
  registerCsiHandler(id: SequenceId, handler: CsiHandler): unknown;
  registerEscHandler(id: SequenceId, handler: () => Handled): unknown;
  /** By what `_identifier` makes of their names; the last is asked first. */
  readonly _csiHandlers: Readonly<Record<number, readonly CsiHandler[]>>;
  readonly _escHandlers: Readonly<Record<number, readonly EscHandler[]>>;
  _identifier(id: SequenceId, finals?: readonly [number, number]): number;
  registerOscHandler(id: number, handler: OscHandler): unknown;
  clearOscHandler(id: number): void;
  /** Takes the place of the handler that there is; so does `setExecuteHandler`. */
  setPrintHandler(handler: PrintHandler): void;
  readonly _printHandler: PrintHandler;
  /** Gives a promise when a handler stopped it. */
  parse: (codes: Uint32Array, length: number, result?: boolean) => unknown;
  /** By state and character: what is done, and the state after it. */
  readonly _transitions: { readonly table: Uint16Array };
  setExecuteHandler(control: string, handler: () => boolean): void;
};

/** One of a terminal's two screens: lines, the last `rows` of which show. */
export type XtermBuffer = {
  /** One beyond the last column when the next character wraps. */
  x: number;
  y: number;
  ybase: number;
  /** The first line that shows, `ybase` unless somebody scrolls xterm itself. */
  ydisp: number;
  savedX: number;
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
    /** Makes the first line the last one, where there are as many as may be. */
    recycle(): Line;
    push(line: Line): void;
    splice(start: number, count: number): void;
  };
  scrollBottom: number;
  /** Without attributes in none but the terminal's own colours. */
  getNullCell(attributes?: Attributes): unknown;
  getBlankLine(attributes: Attributes): Line;
  setWrapped(line: number, wrapped: boolean): void;
  /** By column. */
  readonly tabs: Record<number, boolean>;
  nextStop(): number;
  prevStop(): number;
  setupTabStops(): void;
};

export type Core = {
  readonly _inputHandler: {
    readonly _parser: Parser;
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
    /** SGR 0. */
    _processSGR0: (attributes: OwnAttributes) => void;
    saveCursor: () => boolean;
    restoreCursor: (params?: Params) => boolean;
    /** Takes the colour that begins with a parameter; gives how many more belong to it. */
    _extractColor: (params: ColourParams, at: number, attributes: Attributes) => number;
    /** `keepProtected` as for `replaceCells`. */
    eraseInDisplay(params: Params, keepProtected?: boolean): boolean;
    eraseInLine(params: Params, keepProtected?: boolean): boolean;
    lineFeed: () => boolean;
    /** Puts the cursor where it may be. */
    _restrictCursor(): void;
    readonly _curAttrData: OwnAttributes;
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
    scroll: (attributes: Attributes, wrapped?: boolean) => void;
  };
  readonly _oscLinkService: {
    /** Gives the number by which cells name a link. */
    registerLink: (link: { readonly uri: string }) => number;
    addLineToLink: (link: number, y: number) => void;
  };
  readonly unicodeService: {
    wcwidth(codePoint: number): number;
    charProperties(codePoint: number, preceding: number): number;
  };
  readonly coreService: {
    readonly decPrivateModes: {
      readonly cursorStyle: string | undefined;
      cursorBlink: boolean | undefined;
      origin: boolean;
      bracketedPasteMode: boolean;
      sendFocus: boolean;
      readonly wraparound: boolean;
      readonly reverseWraparound: boolean;
    };
    readonly modes: { insertMode: boolean };
    readonly isCursorHidden: boolean;
  };
  readonly optionsService: { readonly rawOptions: { readonly convertEol: boolean } };
  /** A character set other than ASCII, when one is chosen. */
  readonly _charsetService: {
    readonly charset: Charset;
    /** Those of G0 to G3, and which of them is chosen. */
    readonly charsets: readonly Charset[];
    readonly glevel: number;
    setgCharset(number: number, charset: Charset): void;
    setgLevel(number: number): void;
  };
  readonly mouseStateService: { readonly activeEncoding: string };
  readonly buffer: XtermBuffer;
};
