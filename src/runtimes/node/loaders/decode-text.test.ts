import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { decodeText } from "./decode-text.ts";

const SIMPLIFIED = "一、本市去年共受理行政复议申请三百二十件。\n二、全年开展执法检查两千余次，问题整改到位。\n";
const TRADITIONAL = "一、本市去年共受理行政復議申請三百二十件。\n二、全年開展執法檢查兩千餘次，問題整改到位。\n";

describe("decodeText", () => {
  test.each([
    ["utf-8", SIMPLIFIED],
    ["gb18030", SIMPLIFIED],
    ["gb18030", TRADITIONAL],
    ["big5", TRADITIONAL],
  ])("reads %s without being told", async (encoding, text) => {
    expect(await decodeText(iconv.encode(text, encoding))).toEqual({ text, encoding, warnings: [] });
  });

  test("reads one short line in GB18030", async () => {
    expect((await decodeText(iconv.encode("依法行政", "gb18030"))).text).toBe("依法行政");
  });

  test("reads characters outside the old GBK set", async () => {
    expect((await decodeText(iconv.encode(`${SIMPLIFIED}㐀𠮷`, "gb18030"))).text).toBe(`${SIMPLIFIED}㐀𠮷`);
  });

  test.each([
    ["utf-8", [0xef, 0xbb, 0xbf]],
    ["utf-16le", [0xff, 0xfe]],
    ["utf-16be", [0xfe, 0xff]],
  ])("keeps the byte order mark of %s", async (encoding, mark) => {
    const bytes = Buffer.concat([Buffer.from(mark), iconv.encode(SIMPLIFIED, encoding)]);
    expect(await decodeText(bytes)).toEqual({ text: `\uFEFF${SIMPLIFIED}`, encoding, warnings: [] });
  });

  test("reads a file stitched together from two encodings line by line and says so", async () => {
    const bytes = Buffer.concat([Buffer.from(SIMPLIFIED), Buffer.from("2023\n"), iconv.encode(SIMPLIFIED, "gb18030")]);
    const decoded = await decodeText(bytes);
    expect(decoded.text).toBe(`${SIMPLIFIED}2023\n${SIMPLIFIED}`);
    expect(decoded).toMatchObject({ encoding: "mixed", warnings: [expect.stringContaining("混用")] });
  });

  test("reads text of one encoding pasted into a line of another", async () => {
    const [start, end] = ["全年受理行政复议申请四十一件，", "当年审结三十八件。"];
    const bytes = Buffer.concat([Buffer.from(start), iconv.encode(end.repeat(3), "gb18030"), Buffer.from(start)]);
    expect((await decodeText(bytes)).text).toBe(start + end.repeat(3) + start);
  });

  test.each(["utf-16le", "utf-16be"])("reads %s without its mark", async (encoding) => {
    const bytes = iconv.encode(SIMPLIFIED, encoding, { addBOM: false });
    expect(await decodeText(bytes)).toEqual({ text: SIMPLIFIED, encoding, warnings: [] });
  });

  test("keeps UTF-8 in which a few bytes are broken and counts the places", async () => {
    const bytes = Buffer.from(SIMPLIFIED.repeat(3));
    bytes[1] = 0xff;
    const decoded = await decodeText(bytes);
    expect(decoded.encoding).toBe("utf-8");
    expect(decoded.text.slice(-20)).toBe(SIMPLIFIED.slice(-20));
    expect(decoded.warnings).toEqual([expect.stringMatching(/有 \d+ 处字符无法还原/)]);
  });

  test("follows what a page declares where the bytes allow both", async () => {
    const bytes = iconv.encode("中文", "big5");
    expect((await decodeText(bytes, "big5")).encoding).toBe("big5");
  });

  test.each([
    ["an empty file", Buffer.alloc(0), "空"],
    ["blank lines", Buffer.from(" \n\u3000\n"), "没有文字"],
    ["binary data", Buffer.from(Array.from({ length: 900 }, (_, at) => (at * 37) % 256)), "二进制"],
    ["control characters", Buffer.from("\u0001\u0002\u0003\u0004text"), "控制字符"],
  ])("refuses %s with its reason", async (_, bytes, reason) => {
    await expect(decodeText(bytes)).rejects.toMatchObject({
      code: "bad-input-file",
      message: expect.stringContaining(reason),
    });
  });

  test("reads ten megabytes in one line within the time of a test", async () => {
    const text = SIMPLIFIED.replaceAll("\n", "").repeat(75_000);
    expect((await decodeText(iconv.encode(text, "gb18030"))).text.length).toBe(text.length);
  });
});
