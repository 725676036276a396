import { Box } from 'ink';
import type { Rect } from '../layout/rect.js';
import { At } from './At.js';
import { ACCENT } from '../console/look.js';

type Props = {
  /** One row high. */
  readonly rect: Rect;
  /** Whether it belongs to what has attention. */
  readonly strong: boolean;
};

/**
 * A line across. As a box's border and not as text, because Ink measures text by
 * graphemes, which takes most of a first picture's time.
 */
export function Rule({ rect, strong }: Props) {
  const look = strong
    ? { borderColor: ACCENT, borderDimColor: false }
    : { borderDimColor: true };
  return (
    <At rect={rect}>
      <Box
        width={rect.width}
        height={1}
        borderStyle="single"
        borderLeft={false}
        borderRight={false}
        borderBottom={false}
        {...look}
      />
    </At>
  );
}
