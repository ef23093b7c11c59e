import { FawenError } from "../../core/model/errors.ts";
import type { EmbedderStamp } from "../../core/model/library.ts";
import { migrate, SCHEMA } from "./migrations.ts";
import type { SqlPool } from "./sql-pool.ts";

/** Where the vectors of one model lie. */
export interface Space {
  readonly id: number;
  /** Its table, with the schema. */
  readonly table: string;
  /** Name of the index over its vectors. */
  readonly graph: string;
}

/** The longest vectors that pgvector puts into a graph. */
const MAX_DIMENSIONS = 2_000;

/**
 * The place of a model's vectors.
 *
 * @throws FawenError `index-mismatch` where there is none: the message names what there is
 */
export async function findSpace(pool: SqlPool, stamp: EmbedderStamp): Promise<Space> {
  const [schema] = await pool.run("SELECT to_regclass($1) AS there", [`${SCHEMA}.space`]);
  const spaces = schema?.there ? await pool.run(`SELECT id, stamp FROM ${SCHEMA}.space`) : [];
  const own = spaces.find((space) => space.stamp === writeStamp(stamp));
  if (own !== undefined) return toSpace(Number(own.id));
  const others = spaces.map((space) => describe(JSON.parse(String(space.stamp))));
  const has = others.length === 0 ? "还没有向量" : `只有 ${others.join("、")} 的向量`;
  const message = `pgvector 里${has}，没有 ${describe(stamp)} 的；请运行 npm run ingest。`;
  throw new FawenError("index-mismatch", message, { field: "VECTOR_STORE" });
}

/** The same, made where it is not there. Brings the tables up to date. */
export async function makeSpace(pool: SqlPool, stamp: EmbedderStamp): Promise<Space> {
  if (stamp.dimensions > MAX_DIMENSIONS) {
    const message = `pgvector 的向量索引最多 ${MAX_DIMENSIONS} 维，${stamp.id} 有 ${stamp.dimensions} 维；请换 EMBEDDER，或去掉 VECTOR_STORE。`;
    throw new FawenError("bad-setting", message, { field: "VECTOR_STORE" });
  }
  await migrate(pool);
  return pool.transaction(async (run) => {
    const values = [writeStamp(stamp), stamp.dimensions];
    const insert = `INSERT INTO ${SCHEMA}.space (stamp, dimensions) VALUES ($1, $2)
                    ON CONFLICT (stamp) DO UPDATE SET used_at = now() RETURNING id`;
    const [made] = await run(insert, values);
    const space = toSpace(Number(made?.id));
    await run(`CREATE TABLE IF NOT EXISTS ${space.table} (
      report text NOT NULL, passage int NOT NULL, region text NOT NULL, year int NOT NULL,
      embedding vector(${stamp.dimensions}) NOT NULL, PRIMARY KEY (report, passage))`);
    await run(`CREATE INDEX IF NOT EXISTS ${space.graph}_place ON ${space.table} (region, year)`);
    await run(`CREATE INDEX IF NOT EXISTS ${space.graph}_year ON ${space.table} (year)`);
    return space;
  });
}

function toSpace(id: number): Space {
  return { id, table: `${SCHEMA}.passage_${id}`, graph: `passage_${id}_graph` };
}

/** The same text for the same model, whatever the order of its properties was. */
function writeStamp({ id, digest, dimensions, pooling, queryPrefix, passagePrefix }: EmbedderStamp): string {
  return JSON.stringify({ id, digest, dimensions, pooling, queryPrefix, passagePrefix });
}

const describe = ({ id, dimensions }: Pick<EmbedderStamp, "id" | "dimensions">) => `${id}（${dimensions} 维）`;
