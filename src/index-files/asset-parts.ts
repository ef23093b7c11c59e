/** A host of static assets takes files of up to 25 MiB (Cloudflare Workers, limits of static assets). */
export const MAX_ASSET_BYTES = 25 * 1024 * 1024;

/** Where the parts of a file stand that is too large for one asset: `vectors-….bin`, `vectors-….bin.1`, … */
export function listParts(name: string, bytes: number, maxBytes = MAX_ASSET_BYTES): string[] {
  const count = Math.max(1, Math.ceil(bytes / maxBytes));
  return Array.from({ length: count }, (_, part) => (part === 0 ? name : `${name}.${part}`));
}
