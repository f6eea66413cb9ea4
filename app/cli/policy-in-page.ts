import type { Plugin } from 'vite';
import { PAGE_POLICY } from '../core/base/content-security-policy.ts';

/** Writes the Content-Security-Policy into the built page: a city's web space may send no headers of ours. */
export function policyInPage(): Plugin {
  return {
    name: 'maqueta-policy-in-page',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}
