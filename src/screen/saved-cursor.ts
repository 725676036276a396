/**
 * What comes back with a saved cursor (DECRC, SCORC, modes 1048 and 1049): as in xterm that it waits
 * behind the last column, and how text is underlined, both of which xterm.js forgets, and where none
 * was saved the character sets of the start; but not whether lines wrap, which it brings back.
 */
import type { ResettablePart } from './resets.js';
import type { Core, Extended, XtermBuffer } from './xterm-core.js';

/** Those from G0 to G3. */
const CHARACTER_SETS = 4;

type Underline = Pick<Extended, 'underlineStyle' | 'underlineColor'>;

const NONE: Underline = { underlineStyle: 0, underlineColor: 0 };

/** Gives what forgets what xterm.js does not know of. */
export function keepSavedCursor(core: Core): ResettablePart {
  const { _inputHandler: input, _bufferService: service } = core;
  const save = input.saveCursor.bind(input);
  const restore = input.restoreCursor.bind(input);
  let underlines = new WeakMap<XtermBuffer, Underline>();
  input.saveCursor = () => {
    underlines.set(core.buffer, input._curAttrData.extended.clone());
    return save();
  };
  input.restoreCursor = (params) => {
    const { buffer } = core;
    buffer.savedWraparoundMode = core.coreService.decPrivateModes.wraparound;
    const handled = restore(params);
    underline(core, underlines.get(buffer) ?? NONE);
    if (buffer.savedCharsets.length === 0)
      for (let number = 0; number < CHARACTER_SETS; number++)
        core._charsetService.setgCharset(number, undefined);
    if (buffer.savedX >= service.cols) buffer.x = service.cols;
    return handled;
  };
  return {
    softReset() {
      underlines = new WeakMap();
    },
  };
}

function underline(core: Core, { underlineStyle, underlineColor }: Underline): void {
  const { _curAttrData: attributes } = core._inputHandler;
  // Not the link, which is in the same place.
  const extended = attributes.extended.clone();
  extended.underlineStyle = underlineStyle;
  extended.underlineColor = underlineColor;
  attributes.extended = extended;
  attributes.updateExtended();
}
