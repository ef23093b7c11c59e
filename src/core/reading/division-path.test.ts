import { describe, expect, it } from "vitest";
import { readDivisions } from "./division-forms.ts";
import { divisionsOfPath } from "./division-path.ts";

describe("divisionsOfPath", () => {
  it("cuts the path of every division of the gazetteer into names of divisions, its own name last", () => {
    const divisions = readDivisions();
    const names = new Map(divisions.map(({ path, name }) => [path, name]));
    expect(divisions.length).toBeGreaterThan(3000);
    for (const { path, name } of divisions) {
      const parts = divisionsOfPath(path);
      expect(parts.join("")).toBe(path);
      expect(parts.at(-1)).toBe(name);
      let above = "";
      for (const part of parts) {
        above += part;
        expect(names.get(above), `${part} in ${path}`).toBe(part);
      }
    }
  });

  it.each([
    ["广东省广州市", "广东省 广州市"],
    ["广东省梅州市兴宁市", "广东省 梅州市 兴宁市"],
    ["吉林省吉林市", "吉林省 吉林市"],
    ["内蒙古自治区锡林郭勒盟西乌珠穆沁旗", "内蒙古自治区 锡林郭勒盟 西乌珠穆沁旗"],
    ["湖北省恩施土家族苗族自治州恩施市", "湖北省 恩施土家族苗族自治州 恩施市"],
    ["新疆维吾尔自治区石河子市", "新疆维吾尔自治区 石河子市"],
    ["香港特别行政区", "香港特别行政区"],
  ])("cuts %s", (path, parts) => expect(divisionsOfPath(path).join(" ")).toBe(parts));

  it.each([
    ["云泽市", "云泽市"],
    ["南江省云州市高州县", "南江省 云州市 高州县"],
    ["南江省云泽市市中区", "南江省 云泽市 市中区"],
    ["南江省云泽市红旗区", "南江省 云泽市 红旗区"],
    ["南江省云泽市城区", "南江省 云泽市 城区"],
    ["南江省云岭彝族自治州云岭市", "南江省 云岭彝族自治州 云岭市"],
    ["河北省雄安新区", "河北省 雄安新区"],
    ["江苏省苏州市昆山经济技术开发区", "江苏省 苏州市 昆山经济技术开发区"],
    ["新疆生产建设兵团", "新疆生产建设兵团"],
    ["新疆生产建设兵团第八师石河子市", "新疆生产建设兵团 第八师 石河子市"],
    ["广东省江门市江海区礼乐街道", "广东省 江门市 江海区 礼乐街道"],
    ["某地", "某地"],
  ])("cuts %s, which no gazetteer knows", (path, parts) => expect(divisionsOfPath(path).join(" ")).toBe(parts));

  it("gives nothing for nothing", () => expect(divisionsOfPath("")).toEqual([]));
});
