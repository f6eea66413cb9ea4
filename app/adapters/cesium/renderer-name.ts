/** WebGL's own name for what draws, where the browser tells it. Asked once: a page may hold few contexts. */
export function rendererName(): string | null {
  const context = document.createElement('canvas').getContext('webgl2');
  const info = context?.getExtension('WEBGL_debug_renderer_info');
  const name = info ? String(context?.getParameter(info.UNMASKED_RENDERER_WEBGL)) : null;
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return name;
}
