import { BaseDocumentLoader } from "@langchain/core/document_loaders/base";
import { Document } from "@langchain/core/documents";
import { expect, test } from "vitest";
import { loadLangChainDocuments } from "./langchain-documents.ts";

/** A loader as somebody might write it. */
class ArchiveLoader extends BaseDocumentLoader {
  constructor(private readonly documents: readonly Document[]) {
    super();
  }

  async load(): Promise<Document[]> {
    return [...this.documents];
  }
}

const load = (...documents: Document[]) => loadLangChainDocuments(new ArchiveLoader(documents));

test("takes the source as the file and what it knows as facts", async () => {
  const metadata = { source: "archive/7.html", title: "青禾县报告", year: "2022", issuer: "青禾县司法局", pages: 3 };
  expect(await load(new Document({ pageContent: "正文", metadata }))).toEqual([
    {
      id: undefined,
      file: "archive/7.html",
      text: "正文",
      known: { title: "青禾县报告", year: 2022, issuer: "青禾县司法局" },
    },
  ]);
});

test("leaves out what has not the form of a fact", async () => {
  const metadata = { source: "a", year: "去年", date: "3月", url: "javascript:1", title: " ", region: null };
  expect((await load(new Document({ pageContent: "正文", metadata })))[0]?.known).toEqual({});
});

test("joins the pages of one source, and keeps documents with their own ids apart", async () => {
  const page = (pageNumber: number) =>
    new Document({ pageContent: `第${pageNumber}页`, metadata: { source: "a.pdf", loc: { pageNumber } } });
  const entry = (id: string) => new Document({ pageContent: id, id, metadata: { source: "list.json" } });
  const documents = await load(page(1), entry("x"), page(2), entry("y"));
  expect(documents.map(({ id, file, text }) => [id, file, text])).toEqual([
    [undefined, "a.pdf", "第1页\n第2页"],
    ["x", "list.json", "x"],
    ["y", "list.json", "y"],
  ]);
});

test("an address as the source is the report's address", async () => {
  const document = new Document({ pageContent: "正文", metadata: { source: "https://example.com/a" } });
  expect((await load(document))[0]?.known.url).toBe("https://example.com/a");
});

test("a document that says nothing of itself is numbered", async () => {
  expect((await load(new Document({ pageContent: "正文" })))[0]?.file).toBe("document-1");
});
