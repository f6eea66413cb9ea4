import { Radio } from 'lucide-react';
import { Button } from 'react-aria-components';
import { openJoin } from '../../commands/join-stream.ts';
import type { LayerSpec } from '../../core/twins/layer-spec.ts';
import { useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

/** The way from a layer, or from the stream, to the dialog that joins the two. */
export function JoinButton({ layer }: { readonly layer: LayerSpec | null }) {
  const t = useText();
  const run = useCommand();
  if (layer?.table === 'sensors') return null;
  return (
    <Button
      className="button small join-button"
      {...(layer === null ? {} : { 'aria-label': t('join.open.of', { name: t.named(layer.title) }) })}
      onPress={() => run(openJoin, layer?.table ?? null)}
    >
      <Radio className="icon" aria-hidden="true" />
      {layer === null ? t('join.open.layer') : t('join.open')}
    </Button>
  );
}
