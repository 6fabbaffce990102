// Where the model lies that comes along, beside this file or beside the bundled program.
export const shippedEditor = new URL("./editor.json.gz", import.meta.url);
