/** What `\s` matches. */
export const WHITE_SPACE =
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

/**
 * What a code unit may be, for each code unit: its roles, one bit each. Tells in no time of most places of a text that
 * no rule can begin, end or match there.
 */
export type CharacterRoles = Uint16Array;

/** `roles` are the characters of each role; roles are powers of two up to 2¹⁵, a character may have several. */
export function characterRoles(roles: readonly (readonly [characters: string, role: number])[]): CharacterRoles {
  const table = new Uint16Array(0x10000);
  for (const [characters, role] of roles)
    for (let at = 0; at < characters.length; at++) {
      const unit = characters.charCodeAt(at);
      table[unit] = (table[unit] ?? 0) | role;
    }
  return table;
}

/** The roles of the code unit at `place`; 0 outside of the text. */
export function roleAt(table: CharacterRoles, text: string, place: number): number {
  return table[text.charCodeAt(place)] ?? 0;
}

/** All roles that a code unit in `[start, end)` has. */
export function rolesIn(table: CharacterRoles, text: string, start = 0, end = text.length): number {
  let found = 0;
  for (let place = start; place < end; place++) found |= table[text.charCodeAt(place)] ?? 0;
  return found;
}

/** The first place from `start` on that has one of `roles`; the text's end where none has. */
export function nextPlace(table: CharacterRoles, text: string, start: number, roles: number): number {
  let place = start;
  while (place < text.length && ((table[text.charCodeAt(place)] ?? 0) & roles) === 0) place++;
  return Math.min(place, text.length);
}

/** The place behind the last one in front of `end` that has one of `roles`; 0 where none has. */
export function behindLast(table: CharacterRoles, text: string, end: number, roles: number): number {
  let place = end;
  while (place > 0 && ((table[text.charCodeAt(place - 1)] ?? 0) & roles) === 0) place--;
  return place;
}
