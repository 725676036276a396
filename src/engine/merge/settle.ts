/**
 * Settles a conflict for which no rule takes a side: by the lines of both, by what a person
 * made of exactly these versions before, or by the driver that the plan names. Else it
 * stays open.
 */
import type { CommitId } from '../../domain/ids.js';
import type { ConflictedPath, Entry } from '../../git/merged-tree.js';
import { recordedFile } from '../../git/resolutions.js';
import { unite } from '../../git/union.js';
import type { Ruling } from '../../workflow/merge-rules.js';
import { drive } from './driver.js';
import type { Quarantine } from './quarantine.js';
import type { MergeContext } from './request.js';

/** Where a merge is made, and with what. */
export type Workshop = Quarantine &
  Pick<MergeContext, 'env' | 'agreed'> & {
    /** Takes what was made out of the quarantine, if it is to last. */
    readonly keep?: (candidate: CommitId) => Promise<void>;
  };

export type Settled =
  | { readonly type: 'made'; readonly made: Entry | undefined; readonly rule: string }
  | {
      readonly type: 'open';
      readonly consult: readonly string[];
      /** Why the rule did not settle it. */
      readonly note: string | undefined;
    };

/** What trailers and reports call a resolution that a person made. */
export const RECORDED = 'recorded';

export async function settle(
  shop: Workshop,
  conflict: ConflictedPath,
  ruling: Ruling,
): Promise<Settled> {
  if (ruling.type === 'decided') {
    const united = await unite(shop.repo, shop.folder, conflict);
    if (united.ok) return { type: 'made', made: united.value, rule: ruling.rule };
    return { type: 'open', consult: [], note: united.failure.why };
  }
  const recorded = await recordedFile(shop.repo, conflict);
  if (recorded) return { type: 'made', made: recorded.entry, rule: RECORDED };
  if (ruling.type === 'open')
    return { type: 'open', consult: ruling.consult, note: hint(conflict) };
  const { command, rule } = ruling;
  if (!(await shop.agreed([command]))) {
    const note = 'its driver was not agreed to by you on this machine; `wtmux up` asks';
    return { type: 'open', consult: [], note };
  }
  const driven = await drive(shop, conflict, command);
  if (driven.ok) return { type: 'made', made: driven.value, rule };
  return { type: 'open', consult: [], note: `its driver failed: ${driven.failure.why}` };
}

/** What helps a person who looks for conflict markers and finds none. */
function hint({ kind, ours, theirs }: ConflictedPath): string | undefined {
  if (kind !== 'submodule' || !ours || !theirs) return undefined;
  const [one, other] = [ours, theirs].map(({ oid }) => oid.slice(0, 12));
  return `a submodule, moved to ${one} and to ${other}: a rule "ours" or "theirs" takes one of them`;
}
