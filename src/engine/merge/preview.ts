/** Says exactly what merging a wave would do, and leaves no trace of having tried. */
import type { GateReport, MergeReport, TargetCheckout } from '../../domain/merge.js';
import type { Gate } from '../../domain/plan.js';
import { inTheWay } from '../../git/fast-forward.js';
import { guards } from '../../git/hooks.js';
import { anatomy } from '../../git/refs.js';
import { holderOf } from '../../git/worktrees.js';
import { mergeChain, type Break, type Chain } from './chain.js';
import { pending } from './gate-run.js';
import { firstChoices, stuckAt } from './decisions.js';
import { fastForwardCommand } from './landing.js';
import { missingFrom, preflight } from './preflight.js';
import { inQuarantine } from './quarantine.js';
import { blank, blockedReport } from './report.js';
import type { MergeContext, WaveRequest } from './request.js';
import type { Beginning } from './wave-journal.js';

/** The report's `state` is `ready` or `blocked`; its merge commits exist nowhere. */
export async function previewWave(
  context: MergeContext,
  request: WaveRequest,
): Promise<MergeReport> {
  const { begin, obstacles } = await preflight(context, request);
  if (!begin) return blockedReport(request, obstacles.join('; '));
  const { env, agreed } = context;
  return inQuarantine(context, async (quarantine) => {
    const unsigned = { ...begin, sign: false };
    const chain = await mergeChain({ ...quarantine, env, agreed }, unsigned, []);
    const { repo } = quarantine;
    const missing = chain.ok
      ? await missingFrom({ ...context, repo }, begin, chain.value.candidate)
      : chain.failure.why;
    const inTheWay = missing === undefined ? obstacles : [...obstacles, missing];
    const { steps, left } = chain.ok ? { ...chain.value, left: [] } : chain.failure;
    return {
      ...blank(request),
      state: inTheWay.length === 0 ? 'ready' : 'blocked',
      commit: chain.ok ? chain.value.candidate : null,
      ...(chain.ok ? { tree: (await anatomy(repo, chain.value.candidate)).tree } : {}),
      steps: [...steps, ...left],
      conflicts: chain.ok ? [] : chain.failure.conflicts,
      choices: chain.ok ? [] : waysOn(begin, chain.failure),
      gates: begin.gates.map(foreseenGate),
      blockedBy: inTheWay.length === 0 ? null : inTheWay.join('; '),
      hooks: await guards(context.repo),
      checkout: chain.ok ? await checkoutOf(context, begin, chain.value) : null,
    };
  });
}

function waysOn(begin: Beginning, { steps, conflicts }: Break): MergeReport['choices'] {
  return conflicts.length > 0 ? firstChoices(begin, stuckAt(begin, steps.length)) : [];
}

function foreseenGate({ name, run, measure }: Gate): GateReport {
  return { ...pending(name), run, ...(measure ? { min: measure.min } : {}) };
}

async function checkoutOf(
  { repo }: MergeContext,
  { target }: Beginning,
  { candidate }: Chain,
): Promise<TargetCheckout | null> {
  const holder = await holderOf(repo, target);
  if (!holder) return null;
  const { worktree, how } = holder;
  const clean = how === 'checked out' && (await inTheWay(worktree, target)) === undefined;
  return { worktree, clean, command: fastForwardCommand(worktree, candidate) };
}
