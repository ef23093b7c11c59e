import { divisionAt } from "./divisions.ts";

/**
 * Where a division's name ends in a path that no gazetteer knows. 州 alone ends none: 广州市 and 雷州市 carry it inside;
 * nor does the 旗 of 红旗区, nor a suffix without a name in front of it: 市中区.
 */
const UNKNOWN_DIVISION =
  /第[一二三四五六七八九十]{1,3}师|.{1,12}?(?:自治区|自治州|自治县|自治旗|特别行政区|地区|省|市|区|县(?![市区])|[旗盟](?![市区县])|生产建设兵团)/gu;
const CUT = /[省市区县旗盟州城团]$/u;

/**
 * The divisions in a region path, from the top down: 广东省江门市江海区 → 广东省, 江门市, 江海区. As far as the gazetteer
 * knows the path its names decide, then their suffixes. Joined they are the path again; empty for an empty path.
 */
export function divisionsOfPath(path: string): string[] {
  const names: string[] = [];
  let known = 0;
  for (let end = 2; end <= path.length; end++) {
    const above = path.slice(0, end);
    if (!CUT.test(above) || divisionAt(above) === undefined) continue;
    names.push(path.slice(known, end));
    known = end;
  }
  let cut = known;
  for (const [name] of path.slice(known).matchAll(UNKNOWN_DIVISION)) {
    names.push(name);
    cut += name.length;
  }
  return cut < path.length ? [...names, path.slice(cut)] : names;
}
