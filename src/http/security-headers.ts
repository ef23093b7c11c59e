import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** The one file that pages of other sites load. */
export const WIDGET_SCRIPT_PATH = "/widget.js";

/**
 * The page loads its own script and style and talks to its own API, nothing else; no inline script or style
 * can run, whatever text a report carries. The sites that may show the chat box may also show our pages in a frame: a
 * page has nothing that a stolen click could do. HSTS is left to whoever terminates TLS: set here, it would also
 * bind the other sites of the same host name.
 */
export function securityHeaders(allowedOrigins: readonly string[]): MiddlewareHandler {
  const headers = (crossOriginResourcePolicy: "same-origin" | "cross-origin") =>
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: allowedOrigins.length === 0 ? ["'none'"] : ["'self'", ...allowedOrigins],
      },
      // It cannot name sites; where it may not stand, browsers go by `frame-ancestors` alone.
      xFrameOptions: allowedOrigins.length === 0 ? "DENY" : false,
      strictTransportSecurity: false,
      permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
      crossOriginResourcePolicy,
    });
  const own = headers("same-origin");
  const forOthers = headers("cross-origin");
  return (c, next) => (c.req.path === WIDGET_SCRIPT_PATH ? forOthers : own)(c, next);
}
