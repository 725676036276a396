import { expect, it } from 'vitest';
import { endedIn, lostIn } from '../../src/cli/lost-workstreams.js';
import { aStatus, aWorkstream } from '../helpers/console-state.js';

it('starts again what was lost, and what ended with its host', () => {
  const hold = { by: 'ada', why: '', since: 0 };
  const status = aStatus({
    workstreams: [
      aWorkstream('works'),
      aWorkstream('lost', { state: 'failed', lost: true }),
      aWorkstream('held', { state: 'failed', lost: true, hold }),
      aWorkstream('parked', { state: 'ready', parked: true, waitsFor: 'anything' }),
      aWorkstream('other', { waitsFor: 'a restart: `wtmux restart other`' }),
    ],
  });
  expect(lostIn(status)).toEqual(['lost']);
  expect(endedIn(status)).toEqual(['lost', 'parked']);
});
