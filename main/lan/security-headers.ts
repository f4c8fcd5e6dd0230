import type { MiddlewareHandler } from 'hono';

/**
 * The page loads its own script and style and nothing else; its data block is not executed, so no
 * inline script is allowed. `blob:` shows photos that the candidate has just chosen.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  // The landing page's form works without the script.
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Headers of every answer of the candidates' server. The token is in the page's address: no
 * referrer leaves, no index takes it, and no shared cache keeps what it names.
 * What an endpoint set itself (a download's own policy) stays.
 */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const defaults: Record<string, string> = {
    'content-security-policy': contentSecurityPolicy,
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  };
  const fixed: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow',
  };
  for (const [name, value] of Object.entries(fixed)) context.header(name, value);
  for (const [name, value] of Object.entries(defaults)) {
    if (!context.res.headers.has(name)) context.header(name, value);
  }
};
