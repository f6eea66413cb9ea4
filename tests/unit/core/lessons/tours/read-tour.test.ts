import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTour } from '../../../../../app/core/lessons/tours/read-tour.ts';

const PLACE = {
  layers: new Map([
    ['streets', ['flow', 'speed']],
    ['buildings', ['nearest_no2']],
    ['sensors', ['no2', 'laeq']],
  ]),
};
const CAMERA = 'camera: { lon: 2.16, lat: 41.39, height: 700, heading: 315, pitch: -38 }';
const FRONT = ['---', 'id: walk', 'title: A walk', 'minutes: 10', 'language: en', 'summary: Around the block.', '---'];

interface Parts {
  readonly front?: readonly string[];
  readonly block?: readonly string[];
  readonly text?: readonly string[];
  readonly more?: readonly string[];
}

/** A tour of one step; line 9 is the heading, line 12 the first of its block. */
function tour({ front = FRONT, block = ['form: 3d', CAMERA], text = ['Look.'], more = [] }: Parts = {}): string {
  return [...front, '', '## First', '', '```yaml', ...block, '```', '', ...text, ...more].join('\n');
}

const said = (parts: Parts) => readTour(tour(parts), PLACE).issues.map(({ detail }) => detail);
const sceneOf = (...block: string[]) => readTour(tour({ block: [CAMERA, ...block] }), PLACE).value?.steps[0]?.scene;

describe('a tour is read', () => {
  it('with its facts, its steps and their parts', () => {
    const text = [
      'Look **here**.',
      '',
      '<!-- strength -->',
      '### Stärke',
      'Clear.',
      '<!-- weakness -->',
      'Flat.',
      '<!-- question -->',
      'What is there?',
      '<!-- try -->',
      'Turn it.',
      '<!-- notes -->',
      'Speak slowly.',
    ];
    const { value, issues } = readTour(tour({ text, block: ['minutes: 2', 'form: 3d', CAMERA] }), PLACE);
    expect(issues).toEqual([]);
    expect(value).toMatchObject({
      id: 'walk',
      title: 'A walk',
      minutes: 10,
      language: 'en',
      summary: 'Around the block.',
    });
    expect(value?.steps).toHaveLength(1);
    expect(value?.steps[0]).toMatchObject({
      title: 'First',
      minutes: 2,
      text: 'Look **here**.',
      strength: 'Clear.',
      weakness: 'Flat.',
      question: 'What is there?',
      tryIt: 'Turn it.',
      notes: 'Speak slowly.',
    });
  });

  it('so that a step that says little sets everything else as it is at first', () => {
    expect(sceneOf('form: 3d')).toEqual({
      form: '3d',
      camera: { lon: 2.16, lat: 41.39, heightM: 700, headingDeg: 315, pitchDeg: -38 },
      layers: null,
      colours: {},
      shadows: false,
      timeMinutes: null,
      speed: null,
      paused: false,
      scenario: null,
      show: 'change',
      measure: 'no2',
      compare: null,
      panel: 'none',
      tab: 'results',
      pick: null,
      sql: null,
      onMap: null,
    });
  });

  it('with everything that a step can set', () => {
    expect(
      sceneOf(
        'form: layers',
        'layers: [streets, sensors]',
        'colour: { streets: flow, buildings: plain }',
        'shadows: yes',
        'time: "16:30"',
        'speed: 300',
        'paused: on',
        'compare: { layer: sensors, left: no2, right: laeq }',
        'pick: { layer: sensors, feature: air-001 }',
        'sql: SELECT feature_id, 1 AS value FROM streets',
        'on-map: streets',
      ),
    ).toMatchObject({
      form: 'layers',
      layers: ['streets', 'sensors'],
      colours: { streets: 'flow', buildings: 'plain' },
      shadows: true,
      timeMinutes: 990,
      speed: 300,
      paused: true,
      compare: { layer: 'sensors', left: 'no2', right: 'laeq' },
      panel: 'none',
      pick: { layer: 'sensors', feature: 'air-001' },
      sql: 'SELECT feature_id, 1 AS value FROM streets',
      onMap: 'streets',
    });
  });

  it('where a query opens its dock and a tab its sheet', () => {
    expect(sceneOf('form: layers', 'sql: SELECT 1')?.panel).toBe('query');
    expect(sceneOf('form: model', 'tab: sure')).toMatchObject({ panel: 'model', tab: 'sure' });
  });

  it('with a superblock in the middle or between four streets', () => {
    expect(sceneOf('form: model', 'scenario: { name: Block, superblock: middle, draws: yes }')?.scenario).toEqual({
      name: 'Block',
      superblock: 'middle',
      draws: true,
    });
    expect(sceneOf('form: model', 'scenario: { name: Block, superblock: [A, B, C, D] }')?.scenario?.superblock).toEqual(
      ['A', 'B', 'C', 'D'],
    );
  });

  it('where a camera stays until another is named', () => {
    const more = [
      '',
      '## Second',
      '',
      '```yaml',
      'form: layers',
      'camera: same',
      '```',
      'And?',
      '## Third',
      '```yaml',
      'form: 3d',
      '```',
      'So.',
    ];
    const steps = readTour(tour({ more }), PLACE).value?.steps ?? [];
    expect(steps.map(({ scene }) => scene.camera.heightM)).toEqual([700, 700, 700]);
  });

  it('with headings and markers in a code block as text', () => {
    const text = ['```', '## no step', '<!-- notes -->', '```'];
    expect(readTour(tour({ text }), PLACE).value?.steps[0]?.text).toBe('```\n## no step\n<!-- notes -->\n```');
  });

  it('with lines that end as on Windows, and a mark at its beginning', () => {
    expect(readTour(`\uFEFF${tour().replaceAll('\n', '\r\n')}`, PLACE).issues).toEqual([]);
  });
});

describe('what is wrong with a tour is said by its line', () => {
  it.each([
    ['no front matter', { front: [] }, 'line 1: the file begins with a line ---'],
    ['a fact is missing', { front: FRONT.filter((line) => !line.startsWith('title')) }, 'lacks “title”'],
    [
      'a fact that there is not',
      { front: [...FRONT.slice(0, -1), 'author: me', '---'] },
      'line 7: there is no field “author”',
    ],
    ['an id with spaces', { front: FRONT.with(1, 'id: my walk') }, 'line 2: “id” is to be small letters'],
    [
      'minutes that are no number',
      { front: FRONT.with(3, 'minutes: ten') },
      'line 4: “minutes” is to be a number from 1 to 480, not “ten”',
    ],
    [
      'a form that there is not',
      { block: ['form: 2d', CAMERA] },
      'line 12: “form” is to be one of 3d, layers, model, not “2d”',
    ],
    ['no form', { block: [CAMERA] }, 'needs “form: 3d”'],
    ['no camera in the first step', { block: ['form: 3d'] }, 'line 12: the first step needs a camera'],
    [
      'half a camera',
      { block: ['form: 3d', 'camera: { lon: 2, lat: 41 }'] },
      'line 13: the camera lacks height, heading, pitch',
    ],
    [
      'a camera under the ground',
      { block: ['form: 3d', CAMERA.replace('700', '-700')] },
      '“camera: height” is to be a number from 2',
    ],
    [
      'a layer that there is not',
      { block: ['form: 3d', CAMERA, 'layers: [canals]'] },
      'line 14: there is no layer “canals”; there are streets',
    ],
    [
      'an attribute that there is not',
      { block: ['form: 3d', CAMERA, 'colour: { streets: joy }'] },
      'cannot be coloured by “joy”, only by flow, speed',
    ],
    [
      'a time that is none',
      { block: ['form: 3d', CAMERA, 'time: "26:00"'] },
      'line 14: “time” is to be now or a local time',
    ],
    ['a time without its quotation marks', { block: ['form: 3d', CAMERA, 'time: 1630'] }, '“time” is to be now'],
    [
      'a slip of the pen',
      { block: ['form: 3d', CAMERA, 'shadow: yes'] },
      'line 14: there is no field “shadow”; there are minutes, form',
    ],
    [
      'a scenario outside the model',
      { block: ['form: 3d', CAMERA, 'show: after'] },
      '“show” is shown in the model only',
    ],
    [
      'a scenario without a name',
      { block: ['form: model', CAMERA, 'scenario: { superblock: middle }'] },
      'the scenario lacks “name”',
    ],
    [
      'a superblock between three streets',
      { block: ['form: model', CAMERA, 'scenario: { name: B, superblock: [A, B, C] }'] },
      'the names of four streets',
    ],
    [
      'a tab beside another sheet',
      { block: ['form: model', CAMERA, 'tab: sure', 'panel: data'] },
      '“tab” is a part of the what-if sheet',
    ],
    ['rows on the map without a query', { block: ['form: 3d', CAMERA, 'on-map: streets'] }, '“on-map” needs an “sql”'],
    ['no text', { text: [] }, 'line 9: after its block a step needs a text'],
    ['HTML', { text: ['<b>Look</b>'] }, 'line 16: no HTML here: “<b>Look</b>”'],
    ['a part that there is not', { text: ['Look.', '<!-- joke -->', 'Ha.'] }, 'line 17: there is no part “joke”'],
    [
      'a part twice',
      { text: ['Look.', '<!-- notes -->', 'a', '<!-- notes -->', 'b'] },
      'line 19: the part “notes” is there twice',
    ],
    ['a block that is no YAML', { block: ['form: 3d', 'camera: {'] }, 'this is no YAML'],
    ['the same field twice', { block: ['form: 3d', CAMERA, 'form: 3d'] }, 'line 14: this is no YAML'],
    ['a reference', { block: ['form: &f 3d', CAMERA, 'panel: *f'] }, 'references with * are not read'],
    [
      'more minutes than the tour has',
      { block: ['minutes: 11', 'form: 3d', CAMERA] },
      'the steps take 11 minutes, the tour says 10',
    ],
  ] as const)('%s', (_name, parts, words) => {
    const { value } = readTour(tour(parts), PLACE);
    expect(value).toBeNull();
    expect(said(parts).join('\n')).toContain(words);
  });

  it('a step without its block', () => {
    const { issues } = readTour(`${FRONT.join('\n')}\n## Step\nText.`, PLACE);
    expect(issues.map(({ code, line }) => [code, line])).toEqual([['no-scene', 8]]);
  });

  it('a file without steps', () => {
    expect(readTour(FRONT.join('\n'), PLACE).issues.map(({ code }) => code)).toEqual(['no-steps']);
  });

  it('several things at once, in the order of their lines', () => {
    const { issues } = readTour(
      tour({ front: FRONT.with(3, 'minutes: -1'), block: ['form: 2d', CAMERA], text: [] }),
      PLACE,
    );
    expect(issues.map(({ line }) => line)).toEqual([4, 9, 12]);
  });

  it('a file far too long, without reading it', () => {
    expect(readTour('x'.repeat(200_001), PLACE).issues.map(({ code }) => code)).toEqual(['too-long']);
  });
});

describe('nonsense', () => {
  const pieces = fc.constantFrom(
    '---',
    '## Step',
    '```yaml',
    '```',
    'form: 3d',
    CAMERA,
    'camera: [1, 2]',
    'colour: 7',
    'layers: { a: b }',
    'scenario: []',
    'pick: yes',
    '? [a, b]\n: c',
    '<!-- notes -->',
    '<!-- __proto__ -->',
    '__proto__: { a: 1 }',
    'a: &a [*a]',
    '~~~',
    '!!binary x',
    '\u0000',
    'text',
  );

  it('never throws, and is a tour only without any issue', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }), (lines) => {
        const { value, issues } = readTour(lines.join('\n'), PLACE);
        expect(value === null).toBe(issues.length > 0);
        for (const { detail, line } of issues) expect(detail.startsWith(`line ${line}: `)).toBe(true);
      }),
      { seed: 20_241_107, numRuns: 400 },
    );
  });
});
