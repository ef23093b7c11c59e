import { secureHeaders } from "hono/secure-headers";

/**
 * The page loads its own script and style and talks to its own API, nothing else; no inline script or style
 * can run, whatever text a report carries. HSTS is left to whoever terminates TLS: set here, it would also
 * bind the other sites of the same host name.
 */
export const securityHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: "DENY",
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
});
