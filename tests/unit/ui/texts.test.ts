import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_QUERIES } from '../../../app/commands/example-queries.ts';
import type { QueryErrorCode, QueryErrorKind } from '../../../app/core/store/database.ts';
import type { RejectionReason } from '../../../app/core/stream/observation.ts';
import { attributesOf, colouringOf } from '../../../app/core/twins/layer-attributes.ts';
import { shippedLayers } from '../../../app/core/twins/layer-catalogue.ts';
import { legendOf, unpaintedEntry } from '../../../app/core/twins/legend.ts';
import { NEAREST_LIMIT_M } from '../../../app/core/twins/value-sql.ts';
import { en } from '../../../app/ui/i18n/en.ts';
import { glob } from './glob.ts';

const keys = new Set(Object.keys(en));
const has = (key: string) => keys.has(key) || (keys.has(`${key}_one`) && keys.has(`${key}_other`));
const missing = (wanted: readonly string[]) => wanted.filter((key) => !has(key));

describe('the texts', () => {
  it('name every layer, attribute, category and limit that the map can show', () => {
    const wanted = shippedLayers().flatMap((layer) => [
      layer.title,
      `kind-of-layer.${layer.kind}`,
      ...attributesOf(layer).flatMap(({ id }) => {
        const legend = legendOf(colouringOf(layer.table, id)!.colour);
        if (legend?.type === 'categories') return legend.entries.map((entry) => entry.label);
        return legend?.type === 'ramp' ? legend.marks.map((mark) => mark.key) : [];
      }),
    ]);
    expect(missing(wanted)).toEqual([]);
  });

  it('name what has no value, and how near a sensor has to be', () => {
    const wanted = shippedLayers().flatMap((layer) =>
      attributesOf(layer).map(
        ({ id }) => unpaintedEntry({ ...layer, colour: colouringOf(layer.table, id)!.colour }, 'light')!.label,
      ),
    );
    expect(missing([...wanted, 'legend.not-in-result'])).toEqual([]);
    expect(en['legend.no-sensor-near']).toContain(`${NEAREST_LIMIT_M} m`);
  });

  it('have a sentence and a way out for every way a query can fail', () => {
    const kinds: Record<QueryErrorKind | QueryErrorCode, true> = {
      syntax: true,
      catalog: true,
      cancelled: true,
      'time-limit': true,
      memory: true,
      conversion: true,
      other: true,
      'not-allowed': true,
      'protected-table': true,
      'other-database': true,
      temporary: true,
      'builtin-name': true,
      'needs-extension': true,
      'memory-share': true,
      'too-many-pairs': true,
      'function-value': true,
      restarted: true,
    };
    expect(missing(Object.keys(kinds).flatMap((kind) => [`problem.${kind}`, `problem.${kind}.help`]))).toEqual([]);
  });

  it('have words for every reason of a rejection', () => {
    const reasons: Record<RejectionReason, true> = {
      'too-large': true,
      'not-utf8': true,
      'not-json': true,
      'unknown-topic': true,
      'unknown-dialect': true,
      'unknown-device': true,
      'wrong-type': true,
      'missing-field': true,
      'unknown-unit': true,
      'bad-time': true,
      'far-future': true,
      'not-allowed': true,
      'not-storable': true,
    };
    expect(missing(Object.keys(reasons).map((reason) => `reason.${reason}`))).toEqual([]);
  });

  it('name every notice, change and example', () => {
    const sources = ['app/commands', 'app/main.tsx'].flatMap(glob).map((path) => readFileSync(path, 'utf8'));
    const notices = sources.flatMap((text) => [...text.matchAll(/'(notice\.[a-z0-9-]+)'/g)].map((match) => match[1]!));
    expect(notices.length).toBeGreaterThan(5);
    expect(missing([...notices, ...EXAMPLE_QUERIES.map((query) => query.title)])).toEqual([]);
  });

  it('stand in the components as keys: no sentence between tags', () => {
    const components = glob('app/ui').filter((path) => path.endsWith('.tsx'));
    const sentences = components.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/>\s*([A-Z][a-z]+ [a-z][^<>{}=;()]*)</g)].map(
        (match) => `${path}: ${match[1]}`,
      ),
    );
    expect(sentences).toEqual([]);
  });

  it('are all used', () => {
    // Whatever names a text, but for the lists of texts themselves.
    const found = (pattern: string) =>
      execFileSync('git', ['grep', '-hoE', pattern, '--', 'app', ':!app/ui/i18n/en*.ts'], {
        encoding: 'utf8',
        maxBuffer: 64e6,
      }).split('\n');
    const used = new Set(found('[a-z0-9]+(-[a-z0-9]+)*(\\.[a-zA-Z0-9_/$-]+)+'));
    // `head.${name}`: a fixed head and a name from data or code.
    const heads = found('`[a-z0-9-]+(\\.[a-zA-Z0-9-]+)*[.-]\\$\\{')
      .filter((head) => head !== '')
      .map((head) => head.slice(1, -2));
    // `${key}.tail`: what belongs to another text.
    const tails = found('\\}\\.[a-z-]+`')
      .filter((tail) => tail !== '')
      .map((tail) => tail.slice(1, -1));
    const isTail = (key: string) => tails.some((tail) => key.endsWith(tail) && used.has(key.slice(0, -tail.length)));
    const isComposed = (key: string) => heads.some((head) => key.startsWith(head));
    const unused = [...keys]
      .map((key) => key.replace(/_(one|other)$/, ''))
      .filter((key) => !isComposed(key) && !isTail(key) && !used.has(key));
    expect(unused).toEqual([]);
  });
});
