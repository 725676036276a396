import type { MergedContext } from '../../src/domain/work-context.js';

/** The contexts of a plan whose agents told nothing. */
export const NOTHING: MergedContext = {
  parts: [],
  missing: [],
  filesModified: [],
  decisions: [],
  pendingActions: [],
  errors: [],
  concerns: [],
};
