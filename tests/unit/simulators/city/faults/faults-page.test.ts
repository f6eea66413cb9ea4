import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAULT_KINDS } from '../../../../../app/core/stream/fault-catalogue.ts';
import { en } from '../../../../../app/ui/i18n/en.ts';
import { shippedCity } from '../../../../support/app-server.ts';

const DAY = 86_400_000;
/** Thursday 2024-11-07, local midnight; winter time is an hour ahead of UTC. */
const MIDNIGHT = Date.UTC(2024, 10, 6, 23);
const clock = (timeMs: number) => new Date(timeMs + 3_600_000).toISOString().slice(11, 16);
const code = (text: string | null) => (text === null ? '' : `\`${text}\``);
const texts = en as Readonly<Record<string, string>>;

/** Rows of the tables of the page, as cells. */
const rows = readFileSync('docs/faults.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  .map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim()),
  );

describe('the page about faults', () => {
  it('has the planned day as the city has it', async () => {
    const faults = (await shippedCity()).faultsBetween(MIDNIGHT, MIDNIGHT + DAY);
    const planned = faults
      .filter(({ origin, fromMs }) => origin === 'planned' && fromMs >= MIDNIGHT)
      .map(({ type, sensorId, property, fromMs, toMs }) =>
        [clock(fromMs), clock(toMs), texts[`fault.${type}`], code(type), code(sensorId), code(property)].join(' '),
      );
    const told = rows.filter(([from]) => /^\d\d:\d\d$/.test(from!)).map((cells) => cells.slice(0, 6).join(' '));
    expect(told.map((line) => line.trim())).toEqual(planned.map((line) => line.trim()));
  });

  it('has every type with the words on screen', () => {
    const told = rows.filter(([type]) => type!.startsWith('`')).map((cells) => cells.slice(0, 4));
    expect(told).toEqual(
      FAULT_KINDS.map(({ type }) => [
        code(type),
        `**${texts[`fault.${type}`]}**`,
        texts[`fault.${type}.what`],
        texts[`fault.${type}.see`],
      ]),
    );
  });
});
