/**
 * A view as the part of an address behind `#`: where the camera stands, the form, the moment, what is shown. Short enough
 * to be sent in a message; it holds no data of a person and never reaches a server.
 *
 * `#at=2.16490,41.39170,820,-20.0,-35.0&form=layers&time=2024-11-07T11:00Z&layers=buildings,streets&by=buildings:use`
 */

export interface SharedView {
  readonly lon: number;
  readonly lat: number;
  readonly heightM: number;
  readonly headingDeg: number;
  readonly pitchDeg: number;
  readonly form: '3d' | 'layers' | 'model' | null;
  /** Virtual moment, ms UTC; null for now. */
  readonly momentMs: number | null;
  /** Ids of the layers shown; null: whatever is shown. */
  readonly layers: readonly string[] | null;
  /** Attribute by which a layer is coloured, by layer id. */
  readonly colouredBy: Readonly<Record<string, string>>;
}

const FORMS: readonly unknown[] = ['3d', 'layers', 'model'];
const NAME = /^[\p{L}\p{N}_. -]{1,80}$/u;
const MOST_LAYERS = 60;
const MINUTE_MS = 60_000;

export function writeViewLink(view: SharedView): string {
  const place = [
    view.lon.toFixed(5),
    view.lat.toFixed(5),
    Math.round(view.heightM),
    view.headingDeg.toFixed(1),
    view.pitchDeg.toFixed(1),
  ];
  const fields: string[] = [`at=${place.join(',')}`];
  if (view.form !== null) fields.push(`form=${view.form}`);
  if (view.momentMs !== null) fields.push(`time=${minuteText(view.momentMs)}`);
  if (view.layers !== null)
    fields.push(`layers=${list(view.layers.slice(0, MOST_LAYERS).filter((id) => NAME.test(id)))}`);
  const by = Object.entries(view.colouredBy).filter(([layer, attribute]) => NAME.test(layer) && NAME.test(attribute));
  if (by.length > 0) fields.push(`by=${list(by.map(([layer, attribute]) => `${layer}:${attribute}`))}`);
  return `#${fields.join('&')}`;
}

function list(names: readonly string[]): string {
  return names.map((name) => encodeURIComponent(name).replaceAll('%3A', ':')).join(',');
}

/** To the minute, as ISO 8601. */
function minuteText(timeMs: number): string {
  return new Date(Math.floor(timeMs / MINUTE_MS) * MINUTE_MS).toISOString().replace(/:00\.000Z$/, 'Z');
}

/** Null where the address names no place; whatever else is odd is passed over. */
export function readViewLink(hash: string): SharedView | null {
  const fields = new Map<string, string>();
  for (const part of hash.replace(/^#/, '').slice(0, 8_000).split('&')) {
    const at = part.indexOf('=');
    if (at > 0) fields.set(part.slice(0, at), part.slice(at + 1));
  }
  const numbers = (decoded(fields.get('at') ?? '') ?? '')
    .split(',')
    .map((text) => (text === '' ? Number.NaN : Number(text)));
  const [lon, lat, heightM, headingDeg, pitchDeg] = numbers as [number, number, number, number, number];
  const isSound =
    numbers.length === 5 &&
    Math.abs(lon) <= 180 &&
    Math.abs(lat) <= 90 &&
    heightM >= -500 &&
    heightM <= 1e8 &&
    Math.abs(headingDeg) <= 720 &&
    Math.abs(pitchDeg) <= 90;
  if (!isSound) return null;
  const form = fields.get('form');
  const layers = fields.get('layers');
  return {
    lon,
    lat,
    heightM,
    headingDeg,
    pitchDeg,
    form: FORMS.includes(form) ? (form as SharedView['form']) : null,
    momentMs: momentOf(fields.get('time')),
    layers: layers === undefined ? null : names(layers),
    colouredBy: Object.fromEntries(
      names(fields.get('by') ?? '', /:/).flatMap((pair) => {
        const at = pair.indexOf(':');
        const [layer, attribute] = [pair.slice(0, at), pair.slice(at + 1)];
        return NAME.test(layer) && NAME.test(attribute) ? [[layer, attribute]] : [];
      }),
    ),
  };
}

function momentOf(text: string | undefined): number | null {
  const decodedText = decoded(text ?? '');
  if (decodedText === null || !/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(decodedText)) return null;
  const timeMs = Date.parse(decodedText);
  return Number.isFinite(timeMs) ? timeMs : null;
}

function names(text: string, form: RegExp = NAME): string[] {
  return text
    .split(',')
    .slice(0, MOST_LAYERS)
    .flatMap((part) => decoded(part) ?? [])
    .filter((name) => form.test(name));
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
