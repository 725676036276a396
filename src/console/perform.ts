/** Does what the store asks for at the engine; what comes of it is an event again. */
import { unreachable } from '../base/assert.js';
import { plainText } from '../base/plain-text.js';
import type { EngineEvent, EngineRequest } from '../protocol/engine.js';
import type { EngineAnswers } from '../protocol/engine-answers.js';
import type { Refusal } from '../protocol/envelope.js';
import { charactersText, selectionText } from './call.js';
import type { ConsoleEffect, ConsoleEvent } from './event.js';
import type { Link } from './link.js';
import type { PersonsRequest } from './view.js';
import { openPast, type EditorSurroundings } from './perform-editor.js';
import { openDiff } from './perform-diff.js';
import { openLog, type LogSurroundings } from './perform-log.js';
import { openShell } from './perform-shell.js';
import type { CopySurroundings } from './past-copy.js';
import { editMemory, editPlan } from './perform-plan.js';
import { letGo } from './perform-guest.js';
import { performPast } from './perform-past.js';

export type EngineLink = Link<EngineRequest, EngineAnswers, EngineEvent>;

export type Surroundings = CopySurroundings &
  EditorSurroundings &
  LogSurroundings & {
    readonly engine: EngineLink;
    /** Who is recorded as having decided something. */
    readonly person: string;
    readonly dispatch: (event: ConsoleEvent) => void;
    /** Writes to the person's terminal beside the frame. */
    readonly tell: (what: Telling) => void;
    readonly sendPrefix: () => void;
    readonly detach: () => void;
  };

export function perform(effect: ConsoleEffect, around: Surroundings): void {
  switch (effect.type) {
    case 'readPlan':
    case 'preview':
    case 'foresee':
    case 'readMemories':
    case 'readAgents':
    case 'handOver':
    case 'review':
    case 'merge':
    case 'decide':
    case 'ask':
      void atEngine(effect, around).then(around.dispatch);
      return;
    case 'readHistory':
    case 'readPlaces':
    case 'search':
    case 'readPrompts':
    case 'copy':
      void performPast(effect, around).then(around.dispatch);
      return;
    case 'openPast':
      void openPast(effect, around);
      return;
    case 'openShell':
      void openShell(effect.folder ?? around.folder, around);
      return;
    case 'ring':
    case 'notify':
      return around.tell(effect);
    case 'putOnClipboard':
      around.copy(effect.text, effect.selection);
      return around.dispatch(copiedFor(effect));
    case 'editPlan':
      void editPlan(effect.workstream, around);
      return;
    case 'editMemory':
      void editMemory(effect.memory, around);
      return;
    case 'openDiff':
      void openDiff(effect.of, around);
      return;
    case 'openLog':
      void openLog(effect.of, around);
      return;
    case 'forget':
    case 'hangUp':
      void letGo(effect, around);
      return;
    case 'sendPrefix':
      return around.sendPrefix();
    case 'detach':
      return around.detach();
    default:
      return unreachable(effect);
  }
}

export type Telling = Extract<ConsoleEffect, { readonly type: 'ring' | 'notify' }>;

function copiedFor({
  text,
  name,
  selection,
}: Extract<ConsoleEffect, { readonly type: 'putOnClipboard' }>): ConsoleEvent {
  const said = plainText(
    `${name}: copied ${charactersText(text)} to the ${selectionText(selection)}`,
  );
  return { type: 'noticed', notice: { level: 'info', text: said, at: Date.now() } };
}

type EngineEffect = Extract<
  ConsoleEffect,
  {
    readonly type:
      | 'readPlan'
      | 'preview'
      | 'foresee'
      | 'readMemories'
      | 'readAgents'
      | 'handOver'
      | 'review'
      | 'merge'
      | 'decide'
      | 'ask';
  }
>;

async function atEngine(
  effect: EngineEffect,
  around: Surroundings,
): Promise<ConsoleEvent> {
  const { engine } = around;
  switch (effect.type) {
    case 'readPlan': {
      const { workstream } = effect;
      const answer = await engine.ask({ type: 'planText', workstream });
      return answer.ok
        ? { type: 'planRead', plan: answer.value }
        : refused(answer.failure);
    }
    case 'preview': {
      const answer = await engine.ask({ type: 'preview', wave: effect.wave });
      return answer.ok
        ? { type: 'previewed', report: answer.value }
        : refused(answer.failure);
    }
    case 'foresee': {
      const { uncommitted, pair } = effect;
      const answer = await engine.ask({ type: 'conflicts', uncommitted, pair });
      return answer.ok
        ? { type: 'foreseen', foresight: answer.value, uncommitted, pair }
        : refused(answer.failure);
    }
    case 'review': {
      const { memory, verdict } = effect;
      const by = around.person;
      const answer = await engine.ask({
        type: 'review',
        memories: [memory],
        verdict,
        by,
      });
      if (!answer.ok) return refused(answer.failure);
      return atEngine({ type: 'readMemories' }, around);
    }
    case 'readMemories': {
      const answer = await engine.ask({ type: 'memories' });
      return answer.ok
        ? { type: 'memoriesRead', memories: answer.value }
        : refused(answer.failure);
    }
    case 'readAgents': {
      const answer = await engine.ask({ type: 'agents' });
      return answer.ok
        ? { type: 'agentsRead', agents: answer.value }
        : refused(answer.failure);
    }
    case 'handOver': {
      const answer = await engine.ask({ ...effect, by: around.person });
      if (!answer.ok) return refused(answer.failure);
      const { value } = answer;
      if (value.type === 'needsConsent')
        return { type: 'consentNeeded', of: effect, commands: value.commands };
      const text = plainText(`${effect.workstream}: handed over to ${effect.agent}`);
      return { type: 'noticed', notice: { level: 'info', text, at: Date.now() } };
    }
    case 'merge': {
      const { wave, fastForward } = effect;
      const answer = await engine.ask({
        type: 'merge',
        wave,
        by: around.person,
        fastForward,
      });
      return answer.ok
        ? { type: 'merged', report: answer.value }
        : refused(answer.failure);
    }
    case 'decide': {
      const { wave, choice, reason } = effect;
      const decision = { wave, choice, by: around.person, reason } as const;
      const answer = await engine.ask({ type: 'decide', ...decision });
      if (!answer.ok) return refused(answer.failure);
      const folder = answer.value.conflictFolder;
      if (folder === null || (choice !== 'open' && choice !== 'hand'))
        return { type: 'merged', report: answer.value };
      if (choice === 'open') await openShell(folder, around);
      const text = plainText(
        choice === 'open'
          ? `resolve ${wave} here, then m and "take"`
          : (answer.value.blockedBy ?? ''),
      );
      return { type: 'noticed', notice: { level: 'info', text, at: Date.now() } };
    }
    case 'ask': {
      const { request } = effect;
      const answer = await engine.ask({ ...request, by: around.person });
      if (!answer.ok && request.type === 'rollback' && !request.revert)
        return { type: 'cannotGoBack', wave: request.wave, text: answer.failure.message };
      if (!answer.ok && request.type === 'approve')
        return { ...refused(answer.failure), of: request.workstream };
      if (!answer.ok) return refused(answer.failure);
      const text = plainText(queuedText(request, answer.value) ?? effect.done);
      return { type: 'noticed', notice: { level: 'info', text, at: Date.now() } };
    }
    default:
      return unreachable(effect);
  }
}

/** Of a line that waits: what for. */
function queuedText(
  request: PersonsRequest,
  answer: EngineAnswers[PersonsRequest['type']],
): string | undefined {
  if (request.type !== 'send' || answer === null || !('type' in answer)) return undefined;
  return answer.type === 'queued'
    ? `queued for ${request.workstream}: ${answer.why}`
    : undefined;
}

function refused({ message }: Refusal): Extract<ConsoleEvent, { type: 'refused' }> {
  return { type: 'refused', text: message.replaceAll('\n', ' '), at: Date.now() };
}
