// Queries the archive's SQLite file in a worker, so that a slow query does not block the page, and can be stopped with the worker.
// The file is fetched whole and opened in memory, so that nothing can be written to it, and nothing is sent anywhere.

/** @typedef {string | number | null} Cell */
/** @typedef {{ sql: string, words: Record<string, string>, most: number, program: string, file: string }} Question */
/** @typedef {{ columns: string[], rows: Cell[][], more: boolean } | { fault: string }} Answer */

/** @type {Promise<any> | undefined} */
let opened;

/** @param {string} address */
const fetchBytes = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
};

/** @param {string} program @param {string} file */
const openDatabase = async (program, file) => {
  const nothing = () => {};
  // It warns on the console that it cannot store files in the browser, which is not wanted here.
  Object.assign(globalThis, {
    sqlite3ApiConfig: { debug: nothing, log: nothing, warn: nothing, error: console.error },
  });
  const [{ default: begin }, bytes, wasmBinary] = await Promise.all([
    import(program),
    fetchBytes(file),
    fetchBytes(program.replace(/mjs$/, "wasm")),
  ]);
  const sqlite = await begin({ wasmBinary });
  const database = new sqlite.oo1.DB();
  const { sqlite3_deserialize, SQLITE_DESERIALIZE_FREEONCLOSE, SQLITE_DESERIALIZE_READONLY } = sqlite.capi;
  const place = sqlite.wasm.allocFromTypedArray(bytes);
  const how = SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY;
  database.checkRc(sqlite3_deserialize(database.pointer, "main", place, bytes.length, bytes.length, how));
  return database;
};

/** @param {unknown} value @returns {Cell} */
const cell = (value) => {
  if (value === null || typeof value === "number" || typeof value === "string") return value;
  return value instanceof Uint8Array ? `[${value.length} bytes]` : String(value);
};

/** @param {Question} question @returns {Promise<Answer>} */
const runQuery = async ({ sql, words, most, program, file }) => {
  const database = await (opened ??= openDatabase(program, file));
  const statement = database.prepare(sql);
  try {
    for (const [name, word] of Object.entries(words)) {
      if (statement.getParamIndex(`:${name}`)) statement.bind(`:${name}`, word);
    }
    const columns = statement.columnCount ? statement.getColumnNames() : []; // statements that only write return none
    /** @type {Cell[][]} */
    const rows = [];
    while (rows.length <= most && statement.step()) rows.push(statement.get([]).map(cell));
    return { columns, rows: rows.slice(0, most), more: rows.length > most };
  } finally {
    statement.finalize();
  }
};

addEventListener("message", async (/** @type {MessageEvent<Question>} */ { data }) => {
  try {
    postMessage(await runQuery(data));
  } catch (fault) {
    postMessage({
      fault: String(fault instanceof Error ? fault.message : fault).replace(
        /^SQLITE_\w+: sqlite3 result code \d+: /,
        "",
      ),
    });
  }
});
