/**
 * Resium makes every one of its components at load, so a bundler must keep them all — with Cesium's Viewer, whose
 * knockout compiles code from text, which our Content-Security-Policy forbids. Telling the bundler that making a
 * component has no side effect lets it drop what the app never names.
 */
import type { Plugin } from 'vite';

export function resiumTreeShaking(): Plugin {
  return {
    name: 'maqueta-resium-tree-shaking',
    apply: 'build',
    transform(code, id) {
      if (!/[\\/]resium[\\/]dist[\\/]resium\.js/.test(id)) return null;
      const maker = /([\w$]+) as createCesiumComponent\b/.exec(code)?.[1];
      if (maker === undefined) throw new Error('resium no longer exports createCesiumComponent: see this plugin');
      const call = new RegExp(`= ${maker.replaceAll('$', '\\$')}\\(`, 'g');
      return { code: code.replaceAll(call, `= /*#__PURE__*/ ${maker}(`), map: null };
    },
  };
}
