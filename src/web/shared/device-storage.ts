/** Everything this site keeps on the reader's device stands under this prefix; nothing is kept before it is used. */
const PREFIX = "fawen:";

/**
 * What was kept under a name, if it still has the shape that is wanted; `undefined` where there is nothing, where the
 * browser keeps nothing (private windows, a policy), or where another version of the page left something else.
 */
export function readStored<Value>(name: string, isValue: (value: unknown) => value is Value): Value | undefined {
  try {
    const text = localStorage.getItem(PREFIX + name);
    if (text === null) return undefined;
    const value: unknown = JSON.parse(text);
    return isValue(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value on the device; `undefined` takes it away. Where nothing can be kept, the page works without. */
export function writeStored(name: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Refused or full: what is on the screen stays right, it is only not remembered.
  }
}
