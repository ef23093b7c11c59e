/** A row as the driver gives it: numbers of type `int` and `float` as numbers, everything else as text. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** Runs one statement; `$1` … stand for the values. */
export type RunSql = (text: string, values?: readonly unknown[]) => Promise<readonly SqlRow[]>;

/** Connections to PostgreSQL; the runtime makes it of its driver. */
export interface SqlPool {
  /** One statement on any connection; not begun any more once `signal` is aborted, however long it waited for one. */
  run(text: string, values?: readonly unknown[], signal?: AbortSignal): Promise<readonly SqlRow[]>;
  /** Several on one connection, all or none of them; rolled back when `work` throws. */
  transaction<T>(work: (run: RunSql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
