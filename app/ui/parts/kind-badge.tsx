import { Activity, Box, FileInput, FlaskConical, ListTree, Sigma } from 'lucide-react';
import type { LayerKind } from '../../core/twins/layer-spec.ts';
import { useText } from '../i18n/text.ts';

const ICONS = {
  static: Box,
  live: Activity,
  register: ListTree,
  modelled: FlaskConical,
  imported: FileInput,
  derived: Sigma,
} as const satisfies Record<LayerKind, unknown>;

/** Every layer wears its kind, so that nobody mistakes a model for a measurement. */
export function KindBadge({ kind }: { readonly kind: LayerKind }) {
  const t = useText();
  const Icon = ICONS[kind];
  return (
    <span className="badge" title={t(`kind-of-layer.${kind}.long`)}>
      <Icon className="icon" aria-hidden="true" />
      {t(`kind-of-layer.${kind}`)}
    </span>
  );
}
