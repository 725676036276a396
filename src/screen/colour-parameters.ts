/**
 * RGB colours in SGR whose channels follow without the number of a colour space, as in `38:2:r:g:b`:
 * so programs write them that took the form from terminals older than ITU T.416's was understood
 * by, and XTGETTCAP tells them to. xterm.js takes the first channel for that number.
 */
import type { ColourParams, Core } from './xterm-core.js';

const RGB = 2;
const WITHOUT_SPACE = 4;

export function readShortColours({ _inputHandler: input }: Core): void {
  const read = input._extractColor.bind(input);
  input._extractColor = (params, at, attributes) => {
    const given = params.getSubParams(at);
    if (given?.length !== WITHOUT_SPACE || given[0] !== RGB)
      return read(params, at, attributes);
    const whole = Int32Array.of(RGB, 0, ...given.subarray(1));
    return read(oneParameter(params.params[at] ?? 0, whole), 0, attributes);
  };
}

function oneParameter(value: number, subParams: Int32Array): ColourParams {
  return {
    params: Int32Array.of(value),
    length: 1,
    hasSubParams: () => true,
    getSubParams: () => subParams,
  };
}
