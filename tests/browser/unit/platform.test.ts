import { expect, it } from 'vitest';

it('runs in a browser that can draw with WebGL 2', () => {
  const context = document.createElement('canvas').getContext('webgl2');
  expect(context).not.toBeNull();
});
