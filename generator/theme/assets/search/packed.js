// Reads the files of the index: CBOR (RFC 8949) in gzip, after Pagefind's signature. Supports only the types that these files use: numbers,
// texts and lists.

const SIGN = 12; // letters of "pagefind_dcd"

/** The decompressed bytes of a file; the browser may have decompressed it already, if the server asked it to. @param {Response} answer */
export const decompress = async (answer) => {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.subarray(SIGN);
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer()).subarray(SIGN);
};

/** The value of bytes in CBOR. @param {Uint8Array} bytes @returns {unknown} */
export const decodeCbor = (bytes) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const texts = new TextDecoder();
  let at = 0;
  /** @param {number} size */
  const count = (size) => {
    const from = at;
    if (size < 24) return size;
    if (size === 24) {
      at += 1;
      return view.getUint8(from);
    }
    if (size === 25) {
      at += 2;
      return view.getUint16(from);
    }
    if (size === 26) {
      at += 4;
      return view.getUint32(from);
    }
    if (size !== 27) throw new Error(`no number of CBOR: ${size}`);
    at += 8;
    return Number(view.getBigUint64(from));
  };
  /** @returns {unknown} */
  const value = () => {
    const head = view.getUint8(at);
    at += 1;
    const kind = head >> 5;
    if (kind > 4 || kind === 2) throw new Error(`no number, text or list of CBOR: ${head}`);
    const size = count(head & 31);
    if (kind === 0) return size;
    if (kind === 1) return -1 - size;
    if (kind === 3) {
      at += size;
      return texts.decode(bytes.subarray(at - size, at));
    }
    const list = new Array(size);
    for (let n = 0; n < size; n += 1) list[n] = value();
    return list;
  };
  return value();
};
