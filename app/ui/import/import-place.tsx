import { useState } from 'react';
import { Button, Input, Label, Radio, RadioGroup, TextField } from 'react-aria-components';
import { changeWishes } from '../../commands/examine-files.ts';
import type { CrsCandidateReport } from '../../core/geo/doctor/report.ts';
import type { Examination } from '../../core/twins/file-importer.ts';
import { useCommand } from '../app-context.tsx';
import { count } from '../format/numbers.ts';
import { type Translate, useText } from '../i18n/text.ts';
import { nearestCity } from './cities.ts';
import { PlaceMap } from './place-map.tsx';

/** As many answers as can be compared on one map. */
const MOST_CANDIDATES = 6;

const keyOf = ({ code, swapped }: CrsCandidateReport) => `${code}${swapped === true ? ' swapped' : ''}`;

/** Where the file lies; or, while nobody knows, where it would lie in each of the systems that fit, to choose from. */
export function ImportPlace({ examination }: { readonly examination: Examination }) {
  const t = useText();
  const { crs, bbox, outcome } = examination.report;
  if (outcome === 'refused') return null;
  return (
    <section className="section">
      <h3>{t('import.place')}</h3>
      {outcome === 'needs-crs' ? (
        <Candidates candidates={crs.candidates.slice(0, MOST_CANDIDATES)} />
      ) : bbox === null ? (
        <p className="muted">{t('import.place.nowhere')}</p>
      ) : (
        <>
          <PlaceMap
            title={t('import.place.map', { place: placeInWords(bbox, t) })}
            boxes={[{ id: 'file', label: '', bbox, chosen: true }]}
            places={examination.places}
          />
          <p>{placeInWords(bbox, t)}</p>
          <p className="muted small">
            {t(`import.crs.why.${crs.why}`, {
              code: crs.used ?? '',
              name: crs.name ?? '',
              declared: crs.declared ?? '',
            })}
            {crs.accuracyM === null ? '' : ` ${t('import.crs.accuracy', { metres: crs.accuracyM })}`}
          </p>
        </>
      )}
      {outcome === 'needs-crs' || crs.why !== 'degrees' ? <OtherCrs open={outcome === 'needs-crs'} /> : null}
    </section>
  );
}

/** Near which place that people know. */
function placeInWords([west, south, east, north]: CrsCandidateReport['bbox'], t: Translate): string {
  const { name, distanceKm } = nearestCity((west + east) / 2, (south + north) / 2);
  const km = distanceKm < 10 ? Math.round(distanceKm * 10) / 10 : Math.round(distanceKm);
  return distanceKm < 15 ? t('import.place.at', { city: name }) : t('import.place.near', { city: name, km: count(km) });
}

function Candidates({ candidates }: { readonly candidates: readonly CrsCandidateReport[] }) {
  const t = useText();
  const run = useCommand();
  // None is chosen before the person does: a wrong place that looks right would never be noticed.
  const [chosen, setChosen] = useState('');
  if (candidates.length === 0) return <p className="muted">{t('import.crs.no-candidates')}</p>;
  const boxes = candidates.map((candidate, index) => ({
    id: keyOf(candidate),
    label: String(index + 1),
    bbox: candidate.bbox,
    chosen: keyOf(candidate) === chosen,
  }));
  const choice = candidates.find((candidate) => keyOf(candidate) === chosen);
  return (
    <>
      <p>{t('import.crs.question')}</p>
      <PlaceMap title={t('import.crs.map')} boxes={boxes} />
      <RadioGroup className="crs-candidates" aria-label={t('import.crs.choose')} value={chosen} onChange={setChosen}>
        {candidates.map((candidate, index) => (
          <Radio key={keyOf(candidate)} value={keyOf(candidate)} className="crs-candidate">
            <span className="crs-number" aria-hidden="true">
              {index + 1}
            </span>
            <span>
              <strong>{placeInWords(candidate.bbox, t)}</strong>{' '}
              <span className="muted small">
                {candidate.code} · {candidate.name} · {candidate.area}
                {candidate.swapped === true ? ` · ${t('import.crs.swapped')}` : ''}
              </span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      <Button
        className="button primary"
        isDisabled={choice === undefined}
        onPress={() => {
          if (choice !== undefined) run(changeWishes, { crs: choice.code, axesSwapped: choice.swapped === true });
        }}
      >
        {choice === undefined ? t('import.crs.choose-first') : t('import.crs.use', { code: choice.code })}
      </Button>
    </>
  );
}

/** Another system by its number, for whoever knows it. */
function OtherCrs({ open }: { readonly open: boolean }) {
  const t = useText();
  const run = useCommand();
  const [text, setText] = useState('');
  const number = /^\s*(?:EPSG:+)?(\d{4,6})\s*$/i.exec(text)?.[1];
  return (
    <details className="crs-other" open={open}>
      <summary className="small">{t('import.crs.other')}</summary>
      <form
        className="crs-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (number !== undefined) run(changeWishes, { crs: `EPSG:${number}`, axesSwapped: false });
        }}
      >
        <TextField value={text} onChange={setText}>
          <Label className="field-label">{t('import.crs.code')}</Label>
          <Input className="text-input" placeholder="EPSG:25831" />
        </TextField>
        <Button type="submit" className="button" isDisabled={number === undefined}>
          {t('import.crs.try')}
        </Button>
      </form>
    </details>
  );
}
