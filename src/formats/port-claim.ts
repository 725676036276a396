/** The file by which a repository tells others of the same user which ports it has given out. */
import * as z from 'zod';
import type { PortRange } from '../domain/ports.js';

export type PortClaim = {
  /** Where its host answers as long as there is one. */
  readonly host: string;
  readonly ranges: readonly PortRange[];
};

const port = z.int().min(0).max(65_535);

const claim = z.object({
  host: z.string().min(1),
  ranges: z.array(z.object({ first: port, count: port })),
});

export function writeClaim(of: PortClaim): string {
  return `${JSON.stringify(of)}\n`;
}

/** Undefined for what is no claim. */
export function readClaim(text: string): PortClaim | undefined {
  try {
    return claim.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
