/**
 * Why a command ends without its result: thrown anywhere in `cli/`, caught once in
 * `main.ts`, which prints the message on stderr and exits with the status.
 */
import { plainText } from '../base/plain-text.js';
import type { Refusal } from '../protocol/envelope.js';

/** 1: a result that is a failure. 2: wrong usage or bad input. */
export type FailureStatus = 1 | 2;

export class Complaint extends Error {
  readonly status: FailureStatus;

  /** `message` may hold several lines; each is made harmless. */
  constructor(message: string, status: FailureStatus = 1) {
    super(
      message
        .split('\n')
        .map((line) => plainText(line))
        .join('\n'),
    );
    this.name = 'Complaint';
    this.status = status;
  }
}

export function complaintOf({ kind, message }: Refusal): Complaint {
  return new Complaint(message, kind === 'usage' ? 2 : 1);
}
