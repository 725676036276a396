/** Does what the store asks for at the engine; what comes of it is an event again. */
import { unreachable } from '../base/assert.js';
import { plainText } from '../base/plain-text.js';
import type { EngineAnswers, EngineEvent, EngineRequest } from '../protocol/engine.js';
import type { Refusal } from '../protocol/envelope.js';
import { charactersText } from './call.js';
import type { ConsoleEffect, ConsoleEvent } from './event.js';
import type { Link } from './link.js';
import { openPast, type EditorSurroundings } from './perform-editor.js';
import { openLog, type LogSurroundings } from './perform-log.js';
import { openShell, openShellIn } from './perform-shell.js';
import type { CopySurroundings } from './past-copy.js';
import { performPast } from './perform-past.js';

export type EngineLink = Link<EngineRequest, EngineAnswers, EngineEvent>;

export type Surroundings = CopySurroundings &
  EditorSurroundings &
  LogSurroundings & {
    readonly engine: EngineLink;
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
    case 'merge':
    case 'decide':
    case 'ask':
      void atEngine(effect, around).then(around.dispatch);
      return;
    case 'readHistory':
    case 'search':
    case 'readPrompts':
    case 'copy':
      void performPast(effect, around).then(around.dispatch);
      return;
    case 'openPast':
      void openPast(effect, around);
      return;
    case 'openShell':
      void openShell(effect, around);
      return;
    case 'ring':
    case 'notify':
      return around.tell(effect);
    case 'putOnClipboard':
      around.copy(effect.text);
      return around.dispatch(copiedFor(effect));
    case 'openLog':
      void openLog(effect.wave, around);
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
}: Extract<ConsoleEffect, { readonly type: 'putOnClipboard' }>): ConsoleEvent {
  const said = plainText(`${name}: copied ${charactersText(text)} to the clipboard`);
  return { type: 'noticed', notice: { level: 'info', text: said, at: Date.now() } };
}

type EngineEffect = Extract<
  ConsoleEffect,
  {
    readonly type: 'readPlan' | 'preview' | 'foresee' | 'merge' | 'decide' | 'ask';
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
      const request = { type: 'conflicts', uncommitted: false, pair: null } as const;
      const answer = await engine.ask(request);
      return answer.ok
        ? { type: 'foreseen', foresight: answer.value }
        : refused(answer.failure);
    }
    case 'merge': {
      const { wave, fastForward } = effect;
      const answer = await engine.ask({
        type: 'merge',
        wave,
        by: 'console',
        fastForward,
      });
      return answer.ok
        ? { type: 'merged', report: answer.value }
        : refused(answer.failure);
    }
    case 'decide': {
      const { wave, choice } = effect;
      const decision = { wave, choice, by: 'console', reason: '' } as const;
      const answer = await engine.ask({ type: 'decide', ...decision });
      if (!answer.ok) return refused(answer.failure);
      const folder = answer.value.conflictFolder;
      if (choice !== 'open' || folder === null)
        return { type: 'merged', report: answer.value };
      await openShellIn(folder, around);
      const text = plainText(`resolve ${wave} here, then m and "take"`);
      return { type: 'noticed', notice: { level: 'info', text, at: Date.now() } };
    }
    case 'ask': {
      const answer = await engine.ask(effect.request);
      if (!answer.ok) return refused(answer.failure);
      const text = plainText(effect.done);
      return { type: 'noticed', notice: { level: 'info', text, at: Date.now() } };
    }
    default:
      return unreachable(effect);
  }
}

function refused({ message }: Refusal): ConsoleEvent {
  return { type: 'refused', text: message.replaceAll('\n', ' '), at: Date.now() };
}
