/** All keys outside of dialogs, those of the place where the keyboard is before all others. */
import { keyOf, label, type Binding, type Keymap, type Mode } from '../keymap.js';
import type { View } from '../view.js';
import type { Line } from './line.js';

type Place = Extract<View, { readonly type: 'help' }>['place'];

type Section = { readonly heading: string; readonly bindings: readonly Binding[] };

export function helpLines(
  { place }: { readonly place: Place },
  keymap: Keymap,
): readonly Line[] {
  return sections(place, keymap).flatMap(({ heading, bindings }) => {
    const lines: Line[] = bindings.map((binding) => ({
      text: `  ${keysOf(binding).padEnd(16)} ${helpOf(binding)}`,
    }));
    return lines.toSpliced(0, 0, { text: heading, bold: true }).concat({ text: '' });
  });
}

/** Commands have the same keys in the sidebar and after the prefix, and are told once. */
function sections(place: Place, keymap: Keymap): readonly Section[] {
  const prefix = keyOf(keymap, 'prefix');
  const inSidebar = bindingsOf(keymap, 'sidebar');
  const after = bindingsOf(keymap, 'prefix');
  const commands: readonly Section[] =
    place === 'sidebar'
      ? [
          { heading: 'In the sidebar', bindings: inSidebar },
          {
            heading: `After ${prefix}, from anywhere: the same, and`,
            bindings: without(after, inSidebar),
          },
        ]
      : [
          { heading: `After ${prefix}, from anywhere`, bindings: after },
          {
            heading: `In the sidebar: the same without ${prefix}, and`,
            bindings: without(inSidebar, after),
          },
        ];
  return [
    ...commands,
    {
      heading: 'In a pane; every other key goes to the agent',
      bindings: bindingsOf(keymap, 'pane'),
    },
    { heading: 'In a pane that is scrolled', bindings: bindingsOf(keymap, 'scroll') },
  ];
}

function without(
  bindings: readonly Binding[],
  told: readonly Binding[],
): readonly Binding[] {
  return bindings.filter((binding) => !told.includes(binding));
}

/** The nine panes are one line, and so are the digits of a count. */
function bindingsOf({ bindings }: Keymap, mode: Mode): readonly Binding[] {
  return bindings.filter((one) => one.modes.includes(mode) && !isFurther(one));
}

function isFurther({ intent }: Binding): boolean {
  if (intent.type === 'focusPane') return intent.number > 1;
  return (
    intent.type === 'past' && intent.event.type === 'count' && intent.event.digit > 1
  );
}

function keysOf({ keys }: Binding): string {
  return keys.map(label).join(' ').replace(/1$/, '1…9');
}

function helpOf({ help }: Binding): string {
  return help.replace('pane 1', 'the pane of that number');
}
