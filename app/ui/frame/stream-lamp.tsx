import { Button } from 'react-aria-components';
import { openPlace } from '../../commands/open-place.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { useText } from '../i18n/text.ts';
import { StatusSign } from '../stream/status-sign.tsx';
import { statusWords } from '../stream/status-words.ts';
import { useStreamStatistics } from '../stream/stream-feed.tsx';

/** The state of the stream in two words, on every screen; it leads to the stream's own sheet. */
export function StreamLamp() {
  const t = useText();
  const run = useCommand();
  const { ports } = useApp();
  const statistics = useStreamStatistics();
  const isOwn = useAppState((state) => state.ownCity.isOn);
  if (statistics === null) return <span className="skeleton lamp-skeleton" />;
  const words = statusWords(statistics.status, ports.clock.now(), t);
  const rate =
    statistics.status.state === 'live' ? t('lamp.rate', { rate: count(statistics.messagesPerSecond) }) : null;
  return (
    <Button className="button quiet stream-lamp" onPress={() => run(openPlace, 'stream')}>
      <span className={`badge ${words.tone}`}>
        <StatusSign tone={words.tone} />
        {words.short}
      </span>
      {isOwn ? <span className="small">{t('own-city.lamp')}</span> : null}
      {rate === null ? null : <span className="muted small lamp-rate">{rate}</span>}
    </Button>
  );
}
