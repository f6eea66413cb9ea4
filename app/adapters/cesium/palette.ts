/** The tones of the room the model stands in, by theme; sRGB 0–1. Layers bring their own (core/twins/materials.ts). */
import { Cartesian3 } from 'cesium';

export type Theme = 'light' | 'dark';

export interface RoomTones {
  readonly ground: readonly [number, number, number];
  readonly beyond: readonly [number, number, number];
  /** Edge lines are their face's tone times this (linear light). */
  readonly edge: Cartesian3;
  /** Interaction only; never a colour of data. Linear light. */
  readonly accent: Cartesian3;
  readonly accentCss: string;
  /** Roofs of buildings that are drawn as they are; sRGB bytes. */
  readonly roof: readonly [number, number, number];
}

export function srgb(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

export function linear(hex: string): Cartesian3 {
  const [red, green, blue] = srgb(hex);
  return new Cartesian3(red ** 2.2, green ** 2.2, blue ** 2.2);
}

export function roomTones(theme: Theme, accentCss: string): RoomTones {
  const light = theme === 'light';
  return {
    ground: srgb(light ? '#efebe2' : '#1f262e'),
    beyond: srgb(light ? '#f4f1ea' : '#1a2027'),
    edge: light ? new Cartesian3(0.52, 0.53, 0.56) : new Cartesian3(1.7, 1.7, 1.7),
    accent: linear(accentCss),
    accentCss,
    roof: light ? [196, 160, 140] : [140, 112, 100],
  };
}
