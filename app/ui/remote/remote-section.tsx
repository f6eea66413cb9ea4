import { Trash2 } from 'lucide-react';
import { removeRemoteLayer, setRemoteOpacity, switchRemoteLayer } from '../../commands/change-remote-layers.ts';
import type { RemoteLayer } from '../../core/twins/remote-layer.ts';
import { hostOf } from '../../state/remote-layers.ts';
import { useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { Note } from '../parts/note.tsx';
import { Range } from '../parts/range.tsx';
import { Section } from '../parts/section.tsx';
import { Toggle } from '../parts/toggle.tsx';
import { RemoteForm } from './remote-form.tsx';

/** Layers that stay where they are: what they are, where they would be asked for, and a switch for each. */
export function RemoteSection() {
  const t = useText();
  const layers = useAppState((state) => state.remoteLayers);
  return (
    <Section title={t('remote.title')}>
      <p className="muted small">{t('remote.about')}</p>
      {layers.length === 0 ? null : (
        <ul className="remote-list">
          {layers.map((layer) => (
            <RemoteRow key={layer.id} layer={layer} />
          ))}
        </ul>
      )}
      <RemoteForm />
    </Section>
  );
}

function RemoteRow({ layer }: { readonly layer: RemoteLayer }) {
  const t = useText();
  const run = useCommand();
  const { id, name, on, opacity, picture, attribution, problem } = layer;
  const host = hostOf(picture);
  const percent = Math.round(opacity * 100);
  return (
    <li>
      <div className="remote-head">
        <Toggle on={on} onChange={(next) => run(switchRemoteLayer, id, next)}>
          <span className="breakable">{name}</span>
        </Toggle>
        <IconButton
          icon={Trash2}
          small
          label={t('remote.remove', { name })}
          onPress={() => run(removeRemoteLayer, id)}
        />
      </div>
      <p className="muted small breakable">
        {t(`remote.type.${picture.type}`)} · {on ? t('remote.asked', { host }) : t('remote.off', { host })}
        {attribution === '' ? '' : ` · ${attribution}`}
      </p>
      {on ? (
        <div className="setting-row">
          <span className="muted">{t('layer.opacity')}</span>
          <Range
            label={t('layer.opacity.of', { name })}
            value={percent}
            min={0}
            max={100}
            step={5}
            valueText={`${percent} %`}
            onChange={(value) => run(setRemoteOpacity, id, value / 100)}
          />
          <span className="setting-value">{percent} %</span>
        </div>
      ) : null}
      {on && problem !== null ? (
        <Note tone="warning" detail={problem}>
          {t('remote.failed', { host })}
        </Note>
      ) : null}
    </li>
  );
}
