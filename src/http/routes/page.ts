import type { OpenAPIHono } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import { z } from "zod";
import { FawenError } from "../../core/model/errors.ts";
import type { AppContext, AppEnv } from "../app-env.ts";
import type { AppOptions } from "../app-options.ts";

const MANIFEST = "manifest.json";
/** As `scripts/build-web.mjs` builds them; one that is not built is not found. */
const PAGE_ADDRESSES = ["/", "/reports/:id", "/indicators", "/quiz", "/widget.js"];
/** What people see for an address that there is not. */
const NOT_FOUND_PAGE = "/404";
/** Programs ask below these, and read JSON. */
const FOR_PROGRAMS = /^\/(?:api|v1|mcp)(?:\/|$)/;
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

/** Whether somebody has come with a browser: a page says more than an error in JSON. */
function isForPeople({ req }: AppContext): boolean {
  return req.method === "GET" && !FOR_PROGRAMS.test(req.path) && (req.header("Accept") ?? "").includes("text/html");
}

/** The page for an address that there is not, for people; undefined for programs, and where it is not built. */
export async function notFoundPage(c: AppContext, options: AppOptions): Promise<Response | undefined> {
  if (!isForPeople(c)) return undefined;
  const { files } = await readManifest(options);
  const entry = files[NOT_FOUND_PAGE];
  const bytes = entry === undefined ? undefined : await options.readAsset(entry.file);
  if (entry === undefined || bytes === undefined) return undefined;
  c.header("Content-Type", entry.type);
  c.header("Cache-Control", "no-store");
  return c.body(new Uint8Array(bytes), 404);
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
  // Browsers ask for it unbidden wherever no page names an icon: beside /widget.js, a JSON answer, a plain file.
  app.get("/favicon.ico", async (c) => {
    const { files } = await readManifest(options);
    const address = Object.keys(files).find((one) => files[one]?.type.startsWith("image/svg"));
    if (address === undefined) return c.notFound();
    const response = await answer(c, address);
    response.headers.set("Cache-Control", "no-cache");
    return response;
  });
}
