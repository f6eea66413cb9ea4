import { afterEach, describe, expect, it, vi } from 'vitest';
import { HATCHED_ALPHA } from '../../../app/core/twins/scene-renderer.ts';
import {
  CARD,
  canvas,
  distance,
  fromAbove,
  HEIGHT,
  HOME,
  metresX,
  mount,
  NOON_MS,
  paint,
  picture,
  towers,
  unmount,
  WIDTH,
} from '../../support/map-stage.ts';

afterEach(unmount);

describe('the map', () => {
  it('shows buildings as light card on paper, and data as the only strong colour', async () => {
    const scene = await mount();
    await scene.addLayer(towers(), CARD);
    await fromAbove(scene);
    const before = await picture(scene);
    const [west, east] = [metresX(scene, -50), metresX(scene, 50)];
    const middle = HEIGHT / 2;
    expect(distance(before(west, middle), [247, 245, 240])).toBeLessThan(12);
    expect(distance(before(5, 5), [239, 235, 226])).toBeLessThan(6);

    scene.setColours('buildings', paint(1, 253, 231, 37));
    const after = await picture(scene);
    expect(distance(after(east, middle), [253, 231, 37])).toBeLessThan(12);
    expect(distance(after(west, middle), before(west, middle))).toBeLessThan(3);
  });

  it('hatches what is painted with the alpha that says so, and nothing else', async () => {
    const scene = await mount();
    await scene.addLayer(towers(), CARD);
    scene.setColours('buildings', paint(0, 181, 176, 163));
    scene.setColours('buildings', { features: Uint32Array.of(1), rgba: Uint8Array.of(181, 176, 163, HATCHED_ALPHA) });
    await fromAbove(scene);
    const pixel = await picture(scene);
    /** Brightness along a row of pixels across the middle of a roof. */
    const row = (metres: number) =>
      Array.from({ length: 36 }, (_, i) =>
        pixel(metresX(scene, metres) - 18 + i, HEIGHT / 2).reduce((a, b) => a + b, 0),
      );
    const flat = row(-50);
    expect(Math.max(...flat) - Math.min(...flat)).toBeLessThan(12);
    const striped = row(50);
    expect(Math.abs(Math.max(...striped) - Math.max(...flat))).toBeLessThan(12);
    expect(Math.min(...striped)).toBeLessThan(Math.min(...flat) * 0.6);
    const middle = (Math.max(...striped) + Math.min(...striped)) / 2;
    const edges = striped.filter((value, i) => i > 0 && value < middle !== striped[i - 1]! < middle).length;
    expect(edges).toBeGreaterThanOrEqual(6);
    // The stripes are of the screen: one step down is one step to the right.
    const x = metresX(scene, 50);
    for (const i of [0, 3, 6]) {
      expect(distance(pixel(x + i, HEIGHT / 2), pixel(x + i + 2, HEIGHT / 2 + 2))).toBeLessThan(30);
    }
  });

  it('recolours within two frames', async () => {
    const scene = await mount();
    await scene.addLayer(towers(), CARD);
    await fromAbove(scene);
    await scene.whenDrawn();
    const source = canvas()!;
    const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const at = { x: metresX(scene, 50), y: HEIGHT / 2 };
    const before = scene.statistics().frames;
    scene.setColours('buildings', paint(1, 68, 1, 84));
    const drawnAt = await new Promise<number>((resolve) => {
      const look = () => {
        probe.drawImage(source, at.x, at.y, 1, 1, 0, 0, 1, 1);
        if (distance([...probe.getImageData(0, 0, 1, 1).data.subarray(0, 3)], [68, 1, 84]) < 25) {
          resolve(scene.statistics().frames);
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    expect(drawnAt - before).toBeLessThanOrEqual(2);
  });

  it('tells which building is under a point, and nothing for the ground', async () => {
    const scene = await mount();
    await scene.addLayer(towers(), CARD);
    await fromAbove(scene);
    await scene.whenDrawn();
    expect(scene.pick(metresX(scene, -50), HEIGHT / 2)).toMatchObject({ layerId: 'buildings', featureId: 'west' });
    expect(scene.pick(metresX(scene, 50), HEIGHT / 2)).toMatchObject({ layerId: 'buildings', featureId: 'east' });
    expect(scene.pick(WIDTH / 2, HEIGHT / 2)).toBeNull();
    scene.setLayerVisible('buildings', false);
    expect(scene.pick(metresX(scene, 50), HEIGHT / 2)).toBeNull();
  });

  it('marks the chosen building with the accent', async () => {
    const scene = await mount({ accent: '#ff0000' });
    await scene.addLayer(towers(), CARD);
    await fromAbove(scene);
    scene.setSelected({ layerId: 'buildings', featureId: 'east' });
    const [red, green, blue] = (await picture(scene))(metresX(scene, 50), HEIGHT / 2) as [number, number, number];
    expect(red - Math.max(green, blue)).toBeGreaterThan(80);
  });

  it('shows each of two attributes on its own side of the line', async () => {
    const scene = await mount();
    await scene.addLayer(towers(), CARD);
    await scene.addLayer(towers('buildings#right'), CARD);
    for (const feature of [0, 1]) {
      scene.setColours('buildings', paint(feature, 0, 90, 180));
      scene.setColours('buildings#right', paint(feature, 220, 120, 0));
    }
    scene.setLayerSide('buildings', 'left');
    scene.setLayerSide('buildings#right', 'right');
    scene.setSplit(0.5);
    await fromAbove(scene);
    const pixel = await picture(scene);
    expect(distance(pixel(metresX(scene, -50), HEIGHT / 2), [0, 90, 180])).toBeLessThan(20);
    expect(distance(pixel(metresX(scene, 50), HEIGHT / 2), [220, 120, 0])).toBeLessThan(20);
    expect(scene.pick(metresX(scene, 50), HEIGHT / 2)).toMatchObject({ layerId: 'buildings', featureId: 'east' });
  });

  it('lets the ground show through a translucent layer', async () => {
    const scene = await mount();
    await scene.addLayer(towers(), CARD);
    scene.setColours('buildings', paint(1, 0, 0, 0));
    scene.setLayerOpacity('buildings', 0.5);
    await fromAbove(scene);
    const [red] = (await picture(scene))(metresX(scene, 50), HEIGHT / 2);
    expect(red).toBeGreaterThan(60);
    expect(red).toBeLessThan(190);
  });

  it('casts the shadow of a tower to the north at noon, when shadows are on', async () => {
    const scene = await mount();
    await scene.addLayer(towers(), CARD);
    await fromAbove(scene);
    scene.setSun(NOON_MS, false);
    const north = HEIGHT / 2 - 50 / scene.metresPerPixel()!;
    const lit = (await picture(scene))(metresX(scene, 50), north);
    scene.setSun(NOON_MS, true);
    const shaded = (await picture(scene))(metresX(scene, 50), north);
    const brightness = (rgb: readonly number[]) => rgb.reduce((a, b) => a + b, 0);
    expect(brightness(lit) - brightness(shaded)).toBeGreaterThan(60);
    expect(shaded[2]! - shaded[0]!).toBeGreaterThan(lit[2]! - lit[0]!);
    scene.setLayerVisible('buildings', false);
    const empty = (await picture(scene))(metresX(scene, 50), north);
    expect(distance(empty, [239, 235, 226])).toBeLessThan(6);
  });

  it('is moonlit at night, not black', async () => {
    const scene = await mount();
    await scene.addLayer(towers(), CARD);
    await fromAbove(scene);
    scene.setSun(Date.UTC(2024, 10, 7, 23), false);
    const roof = (await picture(scene))(metresX(scene, 50), HEIGHT / 2);
    expect(Math.min(...roof)).toBeGreaterThan(80);
    expect(Math.max(...roof)).toBeLessThan(200);
  });

  it('keeps points visible over buildings and finds them first', async () => {
    const scene = await mount();
    await scene.addLayer(towers(), CARD);
    await scene.addLayer(
      {
        layerId: 'sensors',
        shape: 'point',
        origin: { lon: HOME.lon, lat: HOME.lat },
        featureIds: ['air-001'],
        points: Float64Array.of(HOME.lon + 0.0006, HOME.lat, 3),
        glyphs: ['disc'],
      },
      [195, 200, 204, 255],
    );
    scene.setColours('sensors', paint(0, 33, 145, 140));
    await fromAbove(scene);
    const x = metresX(scene, 50.2);
    const pixel = await picture(scene);
    expect(distance(pixel(x, HEIGHT / 2), [33, 145, 140])).toBeLessThan(30);
    expect(scene.pick(x, HEIGHT / 2)).toMatchObject({ layerId: 'sensors', featureId: 'air-001' });
  });
});

describe('moving about', () => {
  it('turns about the middle of the picture, and reports it', async () => {
    const scene = await mount();
    const headings: number[] = [];
    scene.onViewChange((view) => headings.push(Math.round(view.headingDeg)));
    const before = scene.view();
    scene.navigate({ type: 'rotate', degrees: 90 });
    const after = scene.view();
    expect(after.headingDeg).toBeCloseTo(90, 0);
    expect(after.pitchDeg).toBeCloseTo(before.pitchDeg, 0);
    expect(after.heightM).toBeCloseTo(before.heightM, -1);
    await vi.waitFor(() => expect(headings.at(-1)).toBe(90));
  });

  it('obeys the keyboard: plus comes nearer, Q and E turn, Home goes home', async () => {
    const scene = await mount();
    const target = canvas()!;
    const press = (key: string) => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    const home = scene.view();
    press('+');
    expect(scene.view().heightM).toBeLessThan(home.heightM * 0.8);
    press('e');
    expect(scene.view().headingDeg).toBeCloseTo(15, 0);
    press('q');
    press('ArrowUp');
    expect(scene.view().lat).toBeGreaterThan(home.lat);
    press('Home');
    expect(scene.view().heightM).toBeCloseTo(home.heightM, 0);
    expect(target.getAttribute('role')).toBe('application');
    expect(target.tabIndex).toBe(0);
  });

  it('never goes under the ground or out of the district’s neighbourhood', async () => {
    const scene = await mount();
    for (let i = 0; i < 40; i++) scene.navigate({ type: 'zoom', factor: 0.5 });
    expect(scene.view().heightM).toBeGreaterThan(20);
    for (let i = 0; i < 40; i++) scene.navigate({ type: 'zoom', factor: 2 });
    expect(scene.view().heightM).toBeLessThan(9_100);
    for (let i = 0; i < 20; i++) scene.navigate({ type: 'tilt', degrees: 20 });
    expect(scene.view().pitchDeg).toBeLessThan(-7);
  });
});

describe('a browser without WebGL 2', () => {
  it('is told as a code, and nothing is drawn', async () => {
    const original = HTMLCanvasElement.prototype.getContext;
    const without = vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (
      this: HTMLCanvasElement,
      ...args: unknown[]
    ) {
      return args[0] === 'webgl2' ? null : (original.apply(this, args as never) as never);
    });
    await expect(mount()).rejects.toThrow('no-webgl2');
    expect(canvas()).toBeNull();
    without.mockRestore();
  });
});

describe('silence', () => {
  it('asks nothing of any other origin', async () => {
    const scene = await mount();
    await scene.addLayer(towers(), CARD);
    await scene.whenDrawn();
    const elsewhere = performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name))
      .filter(({ origin, protocol }) => protocol.startsWith('http') && origin !== window.location.origin);
    expect(elsewhere.map(({ href }) => href)).toEqual([]);
  });
});
