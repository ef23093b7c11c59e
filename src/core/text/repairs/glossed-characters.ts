import type { ScriptConverter } from "../../ports/script-converter.ts";

/** The characters, with their readings, behind which the machines that glossed reports put a gloss. */
const READINGS =
  "個gè 價jià 優yōu 儲chǔ 內nèi 創chuàng 動dòng 務wù 勵lì 區qū 協xié 嚴yán 執zhí 堅jiān 實shí 導dǎo 強qiáng 復fù 態tài 應yīng 戰zhàn 揚yáng 據jù 數shù 會huì 業yè 構gòu 標biāo 機jī 權quán 準zhǔn 濟jì 現xiàn 環huán 產chǎn 發fā 監jiān 礎chǔ 穩wěn 節jié 細xì 結jié 絡luò 統tǒng 經jīng 網wǎng 續xù 習xí 聯lián 臺tái 術shù 衛wèi 補bǔ 規guī 訓xùn 設shè 調diào 護hù 負fù 責zé 質zhì 轉zhuǎn 進jìn 運yùn 鄉xiāng 鎮zhèn 關guān 險xiǎn 項xiàng 預yù 領lǐng 風fēng 養yǎng 驗yàn 點diǎn";

const GLOSSED = READINGS.split(" ").map((entry) => ({ character: entry.slice(0, 1), reading: entry.slice(1) }));
const byReading = new Map<string, string[]>();
for (const { character, reading } of GLOSSED) byReading.set(reading, [...(byReading.get(reading) ?? []), character]);

/** The Traditional characters that such machines gloss with this reading. */
export function glossedByMachinesWith(reading: string): readonly string[] {
  return byReading.get(reading) ?? [];
}

const inBothScripts = new WeakMap<ScriptConverter, ReadonlySet<string>>();

/** True for a character that such machines gloss, in either script. */
export function isGlossedByMachines(character: string, converter: ScriptConverter): boolean {
  let known = inBothScripts.get(converter);
  if (known === undefined) {
    known = new Set(GLOSSED.flatMap(({ character }) => [character, converter.toSimplified(character)]));
    inBothScripts.set(converter, known);
  }
  return known.has(character);
}
