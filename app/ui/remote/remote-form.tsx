import { useRef, useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { addRemoteLayer } from '../../commands/change-remote-layers.ts';
import type { RemotePicture, ServiceAnswer, ServiceLayer } from '../../core/twins/remote-layer.ts';
import type { RemoteSource } from '../../core/twins/remote-source.ts';
import { hostOf, pictureOf, readRemoteSource } from '../../state/remote-layers.ts';
import { useApp, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { Choice } from '../parts/choice.tsx';
import { Note } from '../parts/note.tsx';

const TYPES = ['xyz', 'wms', 'wmts', '3d-tiles'] as const;
const GUESS = '';

/** An address becomes an entry of the list. Reading an address asks nobody; asking a service for its layers is a button. */
export function RemoteForm() {
  const t = useText();
  const run = useCommand();
  const [address, setAddress] = useState('');
  const [wanted, setWanted] = useState<RemoteSource['type'] | typeof GUESS>(GUESS);
  const [name, setName] = useState('');
  const [attribution, setAttribution] = useState('');
  const ask = useServiceLayers();
  const [chosen, setChosen] = useState<ServiceLayer | null>(null);
  const read =
    address.trim() === ''
      ? null
      : readRemoteSource(address, {
          ownOrigin: window.location.origin,
          ...(wanted === GUESS ? {} : { wanted }),
        });
  const source = read?.value ?? null;
  const picture: RemotePicture | null = chosen?.picture ?? (source === null ? null : pictureOf(source));
  const forget = () => {
    setChosen(null);
    ask.forget();
  };
  const add = () => {
    if (picture === null) return;
    const title = name.trim() || chosen?.title || hostOf(picture);
    run(addRemoteLayer, { name: title, attribution: attribution.trim() || (chosen?.attribution ?? ''), picture });
    setAddress('');
    setName('');
    setAttribution('');
    setWanted(GUESS);
    forget();
  };
  return (
    <form
      className="remote-form"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField
        value={address}
        onChange={(text) => {
          setAddress(text);
          forget();
        }}
      >
        <Label className="field-label">{t('remote.address')}</Label>
        <Input
          className="text-input"
          placeholder="https://…/{z}/{x}/{y}.png"
          spellCheck={false}
          autoComplete="off"
          inputMode="url"
        />
      </TextField>
      {read === null ? null : (
        <>
          <Choice
            label={t('remote.type')}
            value={wanted === GUESS ? (source?.type ?? GUESS) : wanted}
            options={[
              ...(source === null || wanted === GUESS ? [{ value: GUESS, label: t('remote.type.guess') }] : []),
              ...TYPES.map((type) => ({ value: type, label: t(`remote.type.${type}`) })),
            ]}
            onChange={(type) => {
              setWanted(type as RemoteSource['type']);
              forget();
            }}
          />
          {read.issues.map(({ code }) => (
            <Note key={code} tone="warning">
              {source !== null && code === 'remote-with-password'
                ? t('remote.issue.remote-with-password.key')
                : t(`remote.issue.${code}`)}
            </Note>
          ))}
        </>
      )}
      {source === null || (source.type !== 'wms' && source.type !== 'wmts') ? null : (
        <>
          <p className="muted small">{t('remote.ask.about', { host: hostOf(source) })}</p>
          <Button className="button small" isDisabled={ask.isAsking} onPress={() => ask.begin(source)}>
            {ask.isAsking ? t('remote.asking') : t('remote.ask')}
          </Button>
          {ask.isAsking ? (
            <Button className="button small quiet" onPress={ask.forget}>
              {t('remote.cancel')}
            </Button>
          ) : null}
          {ask.answer === null ? null : 'problem' in ask.answer ? (
            <Note tone="warning" detail={ask.answer.detail}>
              {t(`remote.problem.${ask.answer.problem}`, { host: hostOf(source) })}
            </Note>
          ) : (
            <ServiceChoice layers={ask.answer.layers} chosen={chosen} onChoose={setChosen} />
          )}
        </>
      )}
      {picture === null ? null : (
        <>
          <TextField value={name} onChange={setName}>
            <Label className="field-label">{t('remote.name')}</Label>
            <Input className="text-input" placeholder={chosen?.title ?? hostOf(picture)} autoComplete="off" />
          </TextField>
          <TextField value={attribution} onChange={setAttribution}>
            <Label className="field-label">{t('remote.attribution')}</Label>
            <Input className="text-input" placeholder={chosen?.attribution ?? ''} autoComplete="off" />
          </TextField>
          <p className="muted small">{t('remote.off', { host: hostOf(picture) })}</p>
          <Button type="submit" className="button">
            {t('remote.add')}
          </Button>
        </>
      )}
    </form>
  );
}

function ServiceChoice({
  layers,
  chosen,
  onChoose,
}: {
  readonly layers: readonly ServiceLayer[];
  readonly chosen: ServiceLayer | null;
  readonly onChoose: (layer: ServiceLayer) => void;
}) {
  const t = useText();
  return (
    <Choice
      label={t('remote.layer', { count: layers.length })}
      value={chosen === null ? '' : String(layers.indexOf(chosen))}
      options={[
        ...(chosen === null ? [{ value: '', label: t('remote.layer.none') }] : []),
        ...layers.map(({ title, name }, index) => ({
          value: String(index),
          label: title,
          ...(title === name ? {} : { aside: name }),
        })),
      ]}
      onChange={(index) => onChoose(layers[Number(index)]!)}
    />
  );
}

/** One question at a time; what is asked again or given up is forgotten. */
function useServiceLayers() {
  const { remoteServices } = useApp().ports;
  const work = useRef<AbortController | null>(null);
  const [state, setState] = useState<{ readonly isAsking: boolean; readonly answer: ServiceAnswer | null }>({
    isAsking: false,
    answer: null,
  });
  const forget = () => {
    work.current?.abort();
    work.current = null;
    setState({ isAsking: false, answer: null });
  };
  const begin = (source: Extract<RemoteSource, { readonly type: 'wms' | 'wmts' }>) => {
    forget();
    const own = new AbortController();
    work.current = own;
    setState({ isAsking: true, answer: null });
    void remoteServices.layersOf(source, own.signal).then((answer) => {
      if (work.current === own) setState({ isAsking: false, answer });
    });
  };
  return { ...state, begin, forget };
}
