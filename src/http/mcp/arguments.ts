import { z } from "zod";
import { FiltersSchema, filterText } from "../contract.ts";

/** Arguments that several tools share. Descriptions are read by the model that calls. */
export const filterArguments = {
  regions: FiltersSchema.shape.regions.describe('只看这些地区的报告，如 ["江门市"]；不写则不限'),
  years: FiltersSchema.shape.years.describe("只看这些年份的报告，如 [2023]；不写则不限"),
};

const YEAR_RANGE = "year 应为 1949 到 2999 之间的整数";

export const region = filterText("region", 100).optional().describe("地区，连同其下各地：全称或其中任何一级的名称");
export const year = z.int(YEAR_RANGE).min(1949, YEAR_RANGE).max(2999, YEAR_RANGE).optional();

/** A whole number in a range, with its default. */
export function count(name: string, min: number, max: number, otherwise: number) {
  const range = `${name} 应为 ${min} 到 ${max} 之间的整数`;
  return z.int(range).min(min, range).max(max, range).default(otherwise);
}
