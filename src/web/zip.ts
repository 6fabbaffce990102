// A zip archive, a file at a time, so that no more than one lies in memory (APPNOTE.TXT 6.3, 4.3).
import { crc32, deflateRawSync } from "node:zlib";

export interface ZippedFile {
  name: string;
  contents: string;
}

/** Less than 4 GB and 65,536 files in all. */
export async function* zip(
  files: AsyncIterable<ZippedFile>,
  { now }: { now: Date },
): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const { name, contents } of files) {
    const bytes = Buffer.from(contents);
    const packed = deflateRawSync(bytes);
    const path = Buffer.from(name);
    const about = describe({ bytes, packed, path, now });
    directory.push(entryOf({ about, path, offset }));
    const header = Buffer.concat([signature(0x04034b50), about, path]);
    offset += header.length + packed.length;
    yield header;
    yield packed;
  }
  const entries = Buffer.concat(directory);
  yield entries;
  yield endOf({ files: directory.length, size: entries.length, offset });
}

/** What the header of a file and its entry in the directory both say. */
function describe(file: { bytes: Buffer; packed: Buffer; path: Buffer; now: Date }): Buffer {
  const { bytes, packed, path, now } = file;
  const about = Buffer.alloc(26);
  about.writeUInt16LE(20, 0); // needs version 2.0
  about.writeUInt16LE(0x0800, 2); // names are UTF-8
  about.writeUInt16LE(8, 4); // deflated
  about.writeUInt16LE((now.getUTCHours() << 11) | (now.getUTCMinutes() << 5), 6);
  about.writeUInt16LE(
    ((now.getUTCFullYear() - 1980) << 9) | ((now.getUTCMonth() + 1) << 5) | now.getUTCDate(),
    8,
  );
  about.writeUInt32LE(crc32(bytes), 10);
  about.writeUInt32LE(packed.length, 14);
  about.writeUInt32LE(bytes.length, 18);
  about.writeUInt16LE(path.length, 22);
  return about;
}

function entryOf({ about, path, offset }: { about: Buffer; path: Buffer; offset: number }): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), about, rest, path]);
}

function endOf({ files, size, offset }: { files: number; size: number; offset: number }): Buffer {
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files, 4);
  end.writeUInt16LE(files, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([signature(0x06054b50), end]);
}

function signature(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
