/**
 * What is used of xterm.js' inside is checked once for each terminal, so that another version
 * than the one that wtmux was made for fails at once and by name.
 */
import type { Terminal } from '@xterm/headless';
import { assert } from '../base/assert.js';
import type { Core } from './xterm-core.js';

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
      at(value, '_inputHandler', 'saveCursor'),
      at(value, '_inputHandler', 'restoreCursor'),
      at(value, '_inputHandler', '_processSGR0'),
      at(value, '_inputHandler', '_extractColor'),
      at(value, '_inputHandler', 'eraseInDisplay'),
      at(value, '_inputHandler', 'eraseInLine'),
      at(value, '_inputHandler', 'lineFeed'),
      at(value, '_inputHandler', '_restrictCursor'),
      at(value, '_inputHandler', '_eraseAttrData'),
      at(value, '_inputHandler', '_curAttrData', 'updateExtended'),
      at(value, '_inputHandler', '_curAttrData', 'extended', 'clone'),
      at(value, 'unicodeService', 'wcwidth'),
      at(value, 'unicodeService', 'charProperties'),
      at(value, 'buffer', 'getNullCell'),
      at(value, 'buffer', 'setWrapped'),
      at(value, 'buffer', 'getBlankLine'),
      at(value, 'buffer', 'lines', 'recycle'),
      at(value, 'buffer', 'lines', 'push'),
      at(value, 'buffer', 'lines', 'splice'),
      at(value, 'buffer', 'nextStop'),
      at(value, 'buffer', 'prevStop'),
      at(value, 'buffer', 'setupTabStops'),
      at(line, 'getWidth'),
      at(line, 'setCellFromCodepoint'),
      at(line, 'fill'),
      at(line, 'replaceCells'),
      at(line, 'copyCellsFrom'),
      at(parser, 'parse'),
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
      at(line, 'copyFrom'),
      at(parser, '_printHandler'),
      at(parser, '_identifier'),
      at(value, '_charsetService', 'setgCharset'),
      at(value, '_charsetService', 'setgLevel'),
      at(parser, 'registerCsiHandler'),
      at(parser, 'registerEscHandler'),
      at(parser, 'registerOscHandler'),
      at(parser, 'clearOscHandler'),
      at(line, 'getString'),
      at(line, 'getExtended'),
      at(line, 'translateToString'),
    ].every((part) => typeof part === 'function') &&
    at(line, '_data') instanceof Uint32Array &&
    at(parser, '_transitions', 'table') instanceof Uint16Array &&
    typeof at(value, 'buffer', 'ybase') === 'number' &&
    typeof at(value, 'buffer', 'ydisp') === 'number' &&
    typeof at(value, 'buffer', 'scrollTop') === 'number' &&
    typeof at(value, 'buffer', 'tabs') === 'object' &&
    typeof at(value, 'buffer', 'scrollBottom') === 'number' &&
    typeof at(value, 'buffer', 'savedX') === 'number' &&
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
    typeof at(value, 'coreService', 'decPrivateModes', 'sendFocus') === 'boolean' &&
    typeof at(value, 'coreService', 'decPrivateModes', 'bracketedPasteMode') ===
      'boolean' &&
    typeof at(value, 'coreService', 'decPrivateModes', 'reverseWraparound') ===
      'boolean' &&
    typeof at(value, 'coreService', 'modes', 'insertMode') === 'boolean' &&
    typeof at(value, 'coreService', 'isCursorHidden') === 'boolean' &&
    typeof at(value, 'coreService', 'decPrivateModes') === 'object' &&
    typeof at(value, 'optionsService', 'rawOptions', 'convertEol') === 'boolean' &&
    typeof at(parser, 'precedingJoinState') === 'number' &&
    typeof at(parser, 'currentState') === 'number' &&
    typeof at(line, '_cacheValid') === 'boolean' &&
    typeof at(line, '_combined') === 'object' &&
    typeof at(line, '_extendedAttrs') === 'object' &&
    typeof at(parser, '_csiHandlers') === 'object' &&
    typeof at(parser, '_escHandlers') === 'object' &&
    typeof at(value, '_charsetService', 'glevel') === 'number' &&
    Array.isArray(at(value, '_charsetService', 'charsets')) &&
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
