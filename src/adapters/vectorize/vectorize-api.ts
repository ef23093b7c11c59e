import { z } from "zod";
import { BadReply } from "../backend-failure.ts";
import { type BackendConnection, readJson, requestBackend } from "../request-backend.ts";
import type { VectorizeBinding } from "./vectorize-binding.ts";

const NAME = "vectorize";
/** Every reply of Cloudflare's API has what was asked for in `result`. */
const ReplySchema = z.object({ result: z.unknown() });
const InfoSchema = z.object({ dimensions: z.number().int().positive() });
const MatchesSchema = z.object({ matches: z.array(z.object({ id: z.string(), score: z.number() })) });
const VectorsSchema = z.array(z.object({ id: z.string(), values: z.array(z.number()) }));
const ChangedSchema = z.object({ mutationId: z.string() });

/**
 * A Vectorize index from outside Workers, through Cloudflare's API (developers.cloudflare.com/api, Vectorize): what
 * fills it from the machine that makes the index, with the limits of the binding.
 *
 * @param connection `baseUrl` is the address of the index (`…/accounts/…/vectorize/v2/indexes/name`), `apiKey` an API
 *   token that may edit Vectorize. Every method throws FawenError `backend-failed`, never with the token.
 */
export function createVectorizeApi(connection: BackendConnection): VectorizeBinding {
  async function ask<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    return requestBackend(connection, NAME, path, body, async (response) => {
      const reply = ReplySchema.safeParse(await readJson(response, connection.timeoutMs));
      const result = schema.safeParse(reply.data?.result);
      if (!result.success) throw new BadReply("unreadable", "回复不是 Vectorize 接口的格式");
      return result.data;
    });
  }

  return {
    query: (vector, options) => ask("/query", { vector, ...options }, MatchesSchema),
    upsert: (vectors) => {
      const lines = vectors.map((vector) => `${JSON.stringify(vector)}\n`);
      return ask("/upsert", new Blob(lines, { type: "application/x-ndjson" }), ChangedSchema);
    },
    deleteByIds: (ids) => ask("/delete_by_ids", { ids }, ChangedSchema),
    getByIds: (ids) => ask("/get_by_ids", { ids }, VectorsSchema),
    describe: () => ask("/info", undefined, InfoSchema),
  };
}
