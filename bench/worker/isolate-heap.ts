/** What an isolate holds, asked of V8 through workerd's inspector. */
export interface IsolateHeap {
  /** Megabytes (10⁶) of objects and of buffers that are left after garbage was collected. */
  heldMb(): Promise<number>;
  close(): void;
}

/** As much of V8's inspector protocol as is needed: an answer, or an event without number. */
interface InspectorMessage {
  readonly id?: number;
  readonly result?: Readonly<Record<string, number>>;
  readonly error?: { readonly message: string };
}

export async function openIsolateHeap(inspector: URL): Promise<IsolateHeap> {
  const socket = new WebSocket(inspector);
  const waiting = new Map<number, (message: InspectorMessage) => void>();
  let last = 0;
  socket.addEventListener("message", ({ data }) => {
    // The protocol of our own child process.
    const message = JSON.parse(String(data)) as InspectorMessage;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error(`the inspector at ${inspector.href} did not answer`)));
  });

  async function call(method: string): Promise<Readonly<Record<string, number>>> {
    const id = ++last;
    const answered = new Promise<InspectorMessage>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params: {} }));
    const { result, error } = await answered;
    waiting.delete(id);
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  await call("Runtime.enable");
  await call("HeapProfiler.enable");
  return {
    async heldMb() {
      // Collects all garbage first; `HeapProfiler.collectGarbage` is never answered by an isolate that rests.
      await call("HeapProfiler.takeHeapSnapshot");
      const { usedSize = Number.NaN, backingStorageSize = Number.NaN } = await call("Runtime.getHeapUsage");
      return (usedSize + backingStorageSize) / 1e6;
    },
    close: () => socket.close(),
  };
}
