/** A web address without the user name and password that it may carry. */
export interface SplitAddress {
  /** Without a slash at its end. */
  readonly address: string;
  /** For the header `authorization`; undefined where the address names no user. */
  readonly authorization: string | undefined;
  /** User name and password as they would be recognised. */
  readonly secrets: readonly string[];
}

/** Takes user name and password out of an http(s) address: `fetch` refuses them there. They become basic auth (RFC 7617). */
export function splitAddress(address: string): SplitAddress {
  const url = new URL(address);
  const [user, password] = [decode(url.username), decode(url.password)];
  url.username = "";
  url.password = "";
  const bare = url.href.replace(/\/+$/, "");
  if (user === "" && password === "") return { address: bare, authorization: undefined, secrets: [] };
  const token = btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)));
  return { address: bare, authorization: `Basic ${token}`, secrets: [token, password].filter((one) => one !== "") };
}

/** A per cent sign that encodes nothing stands for itself. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * An address as people may see it: neither user name and password nor what stands behind `?` or `#`, where keys are put
 * too. A password may hold an `@`; in what is no address at all it may hold anything.
 */
export function hidePassword(address: string): string {
  const credentials = URL.canParse(address) ? /\/\/[^/?#\\]*@/ : /\/\/.*@/s;
  return address.replace(credentials, "//***@").replace(/(\/\/[^?#]*)([?#]).*/s, "$1$2***");
}
