import type { OpenAPIHono } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import { z } from "zod";
import { FawenError } from "../../core/model/errors.ts";
import type { AppContext, AppEnv } from "../app-env.ts";
import type { AppOptions } from "../app-options.ts";

const MANIFEST = "manifest.json";
/** As `scripts/build-web.mjs` builds them; one that is not built is not found. */
const PAGE_ADDRESSES = ["/", "/reports/:id", "/indicators", "/quiz", "/widget.js"];
const ONE_YEAR_SECONDS = 31_536_000;

/** What `scripts/build-web.mjs` writes: every address that the pages may be asked for, and the file behind it. */
const ManifestSchema = z.object({
  version: z.literal(1),
  files: z.record(
    z.string(),
    z.object({ file: z.string(), type: z.string(), /** The name carries its content's hash. */ hashed: z.boolean() }),
  ),
});

type Manifest = z.infer<typeof ManifestSchema>;

async function readManifest(options: AppOptions): Promise<Manifest> {
  const bytes = await options.readAsset(MANIFEST);
  if (bytes === undefined)
    throw new FawenError("not-ready", "页面还没有构建，请用 npm start 启动，或先运行 node scripts/build-web.mjs");
  return ManifestSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

/**
 * The pages, what they load, and the script for other sites. An address is looked up in the manifest, where a page may
 * stand for many (`/reports/:id`); nothing else can be read.
 */
export function addPageRoutes(app: OpenAPIHono<AppEnv>, options: AppOptions): void {
  const answer = async (c: AppContext, address: string): Promise<Response> => {
    const { files } = await readManifest(options);
    const entry = Object.hasOwn(files, address) ? files[address] : undefined;
    if (entry === undefined) return c.notFound();
    const bytes = await options.readAsset(entry.file);
    if (bytes === undefined) throw new Error(`${MANIFEST} lists ${entry.file}, which is not there`);
    c.header("Content-Type", entry.type);
    c.header("Cache-Control", entry.hashed ? `public, max-age=${ONE_YEAR_SECONDS}, immutable` : "no-cache");
    // A copy over a plain ArrayBuffer: Response does not take views of shared memory.
    return c.body(new Uint8Array(bytes));
  };
  for (const address of PAGE_ADDRESSES) app.get(address, etag(), (c) => answer(c, address));
  app.get("/assets/:name", (c) => answer(c, c.req.path));
}
