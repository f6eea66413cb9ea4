/**
 * What the page may load and where from: its own origin; data and images by https and wss, which a person may switch on.
 * No inline script, no `eval`. The server sends it as a header; the build writes it into the page for servers that don't.
 */
const DIRECTIVES = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: https:",
  "connect-src 'self' https: wss: ws:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
];

/** For a `<meta>` element, where `frame-ancestors` has no effect. */
export const PAGE_POLICY = DIRECTIVES.join('; ');

/** For the header. */
export const CONTENT_SECURITY_POLICY = [...DIRECTIVES, "frame-ancestors 'self'"].join('; ');
