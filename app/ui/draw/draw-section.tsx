import { useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { beginDrawnLayer } from '../../commands/own-features.ts';
import { useApp } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';

const SHAPES = ['point', 'line', 'area'] as const;

/** A new layer, drawn by hand. */
export function DrawSection() {
  const t = useText();
  const app = useApp();
  const [name, setName] = useState('');
  if (app.ports.scene === null) return null;
  return (
    <Section title={t('draw.title')}>
      <p className="muted small">{t('draw.about')}</p>
      <TextField className="remote-form" value={name} onChange={setName}>
        <Label className="field-label">{t('draw.name')}</Label>
        <Input className="text-input" autoComplete="off" />
      </TextField>
      <div className="draft-actions">
        {SHAPES.map((shape) => (
          <Button
            key={shape}
            className="button small"
            onPress={() => {
              void beginDrawnLayer(app, shape, name);
              setName('');
            }}
          >
            {t(`draw.${shape}`)}
          </Button>
        ))}
      </div>
    </Section>
  );
}
