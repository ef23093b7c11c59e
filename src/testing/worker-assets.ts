import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A binding of static assets over a folder, as Workers see it: every path there is, and nothing else. */
export function bindAssets(folder: string, alter: (path: string, bytes: Uint8Array) => Uint8Array | null = keep) {
  return {
    async fetch(address: string): Promise<Response> {
      const path = new URL(address).pathname.slice(1);
      const bytes = readIfThere(join(folder, path));
      const altered = bytes && alter(path, bytes);
      return altered === null ? new Response("not found", { status: 404 }) : new Response(new Uint8Array(altered));
    },
  };
}

const keep = (_path: string, bytes: Uint8Array) => bytes;

function readIfThere(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
