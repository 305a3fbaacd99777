// Writes a web archive: node write.mjs SPEC.json OUT GZIP(0|1) VERSION
// SPEC is a list of records: type, url, date, status, headers, body (base64),
// refersToUrl, refersToDate.
import { createWriteStream, readFileSync } from "node:fs";
import { once } from "node:events";
import { WARCRecord, WARCSerializer } from "warcio";

const [spec, file, gzip, version] = process.argv.slice(2);
const out = createWriteStream(file);
const warcVersion = `WARC/${version}`;

async function put(record) {
  const bytes = await WARCSerializer.serialize(record, { gzip: gzip === "1" });
  if (!out.write(bytes)) await once(out, "drain");
}

await put(WARCRecord.createWARCInfo({ filename: file, warcVersion }, { software: "warcio.js" }));
for (const r of JSON.parse(readFileSync(spec, "utf8"))) {
  async function* body() {
    yield new Uint8Array(Buffer.from(r.body ?? "", "base64"));
  }
  const { type, url, date, headers: httpHeaders, status: statusline, refersToUrl, refersToDate } = r;
  await put(
    WARCRecord.create(
      { type, url, date, httpHeaders, statusline, refersToUrl, refersToDate, warcVersion, warcHeaders: r.warcHeaders ?? {} },
      body(),
    ),
  );
}
out.end();
await once(out, "finish");
