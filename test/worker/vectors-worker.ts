import { createAssetReader } from "../../src/runtimes/worker/asset-reader.ts";
import type { WorkerEnv } from "../../src/runtimes/worker/bindings.ts";
import { openPackedModel, readPackedModel } from "../../src/runtimes/worker/packed-model.ts";

/** A Worker of the tests: makes vectors of the texts it is sent, with the deployed model. */
export default {
  async fetch(request: Request, env: WorkerEnv): Promise<Response> {
    const assets = createAssetReader(env.ASSETS);
    const packed = await readPackedModel(assets);
    if (packed === null) return new Response("no model", { status: 404 });
    const embedder = await openPackedModel(assets, packed);
    const vectors = await embedder.embedPassages(await request.json());
    return Response.json(vectors.map((vector) => Array.from(vector)));
  },
};
