import type { Page } from 'playwright-core';

/**
 * Texts that do not fit, in words: `.class: what it says (why)`. That is what is wider inside than out and does not scroll,
 * what stands out of its box to either side, what is cut off below, and what lies outside the window. A text that ends in
 * an ellipsis is left out: its whole stands elsewhere.
 */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(FIND) as Promise<string[]>;
}

/** As a text: whatever compiles this file must not put its own helpers into it. */
const FIND = `(() => {
  const SLACK_PX = 1;
  const found = new Set();
  const scrolls = (value) => value === 'auto' || value === 'scroll';
  const words = (element) => {
    const text = (element.textContent || '').trim().replace(/\\s+/g, ' ').slice(0, 60);
    return element.tagName.toLowerCase() + [...element.classList].map((name) => '.' + name).join('') + ': ' + text;
  };
  const hasText = (element) => (element.textContent || '').trim() !== '';
  const clips = (element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    return [overflowX, overflowY].some((value) => value !== 'visible');
  };
  const isHidden = (element, style) =>
    !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
    style.clipPath !== 'none' || style.clip !== 'auto' || element.clientWidth <= 1 || style.display === 'inline';
  for (const element of document.querySelectorAll('body *')) {
    if (!(element instanceof HTMLElement) || !hasText(element)) continue;
    if (element.closest('svg, .cm-editor, .cesium-widget, .visually-hidden, script, style') !== null) continue;
    const style = getComputedStyle(element);
    if (isHidden(element, style)) continue;
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    const ellipsis = style.textOverflow === 'ellipsis';
    const wider = element.scrollWidth - element.clientWidth;
    const higher = element.scrollHeight - element.clientHeight;
    if (own && wider > SLACK_PX && !scrolls(style.overflowX) && !ellipsis) found.add(words(element) + ' (+' + wider + ' px wide)');
    if (own && higher > 3 && style.overflowY === 'hidden' && !ellipsis) found.add(words(element) + ' (+' + higher + ' px high)');
    const box = element.getBoundingClientRect();
    const parent = element.parentElement;
    const flows = style.position === 'static' || style.position === 'relative';
    if (parent !== null && flows && style.float === 'none' && getComputedStyle(parent).display !== 'inline' && !clips(parent)) {
      const outer = parent.getBoundingClientRect();
      // A margin below zero is meant.
      const meant = (margin) => Math.max(0, -parseFloat(margin) || 0);
      const out = Math.max(outer.left - box.left - meant(style.marginLeft), box.right - outer.right - meant(style.marginRight));
      if (outer.width > 1 && out > SLACK_PX + 1) found.add(words(element) + ' (' + Math.round(out) + ' px out of its box)');
    }
    let scroller = element.parentElement;
    while (scroller !== null && !clips(scroller)) scroller = scroller.parentElement;
    const out = Math.max(-box.left, -box.top, box.right - innerWidth, box.bottom - innerHeight);
    if (own && (scroller === null || scroller === document.body || scroller === document.documentElement) && out > SLACK_PX) {
      found.add(words(element) + ' (' + Math.round(out) + ' px out of the window)');
    }
  }
  return [...found];
})()`;
