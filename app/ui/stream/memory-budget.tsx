import { useApp } from '../app-context.tsx';
import { byteSize } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { Section } from '../parts/section.tsx';
import { useReading } from '../use-reading.ts';

/** What the page takes of the machine, beside what it allows itself. */
export function MemoryBudget() {
  const t = useText();
  const { scene } = useApp().ports;
  const memory = useReading('memory', ['observations'], 5_000, (database) => database.memory()).value;
  const graphics = scene?.statistics().gpuBytes ?? null;
  return (
    <Section title={t('memory.title')}>
      <dl className="card-facts">
        <dt>{t('memory.database')}</dt>
        <dd>
          {memory === null
            ? t('memory.unknown')
            : t('memory.database.of', { used: byteSize(memory.usedBytes), limit: byteSize(memory.limitBytes) })}
        </dd>
        <dt>{t('memory.graphics')}</dt>
        <dd>{graphics === null ? t('memory.unknown') : byteSize(graphics)}</dd>
      </dl>
    </Section>
  );
}
