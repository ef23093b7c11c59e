import { expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented(["南江省云泽市", 2023, "建立复议与信访工作通报机制，联动调解和解，调解和解率达45.6%。"]);

it("a rate of another name does not answer, whatever its sentence says", async () => {
  expect((await ask("云泽市2023年信访化解率是多少")).outcome).not.toBe("answered");
  expect((await ask("云泽市2023年调解和解率是多少")).lead).toMatch(/45\.6%（云泽市/u);
});
