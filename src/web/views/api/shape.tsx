// What a schema describes, for people: an indented list of fields, each with its type in words.
import type { Child } from "hono/jsx";
import type { ApiSchema } from "../../../api-description.ts";

/** Where on the page a shape that has a name is described. */
export function shapeId(name: string): string {
  return `shape-${name}`;
}

/** The fields of an object, or of what a list or an alternative holds; nothing where there are none. */
export function Shape({ schema }: { schema: ApiSchema }) {
  const alternatives = alternativesOf(schema);
  if (alternatives) {
    const shown = alternatives.filter((each) => fieldsOf(each).length > 0);
    return (
      <>
        {shown.map((each, index) => (
          <>
            {index > 0 && <p class="shape-or">or</p>}
            <Shape schema={each} />
          </>
        ))}
      </>
    );
  }
  const parts = partsOf(schema);
  if (parts) {
    const named = parts.filter((each) => "$ref" in each);
    return (
      <>
        {named.length > 0 && (
          <p class="shape-type">
            All of <InTurn schemas={named} between=" and " />, with these:
          </p>
        )}
        {parts.map((each) => (
          <Shape schema={each} />
        ))}
      </>
    );
  }
  const inner = itemsOf(schema);
  if (inner) return <Shape schema={inner} />;
  const fields = fieldsOf(schema);
  if (fields.length === 0) return null;
  const needed = (schema["required"] ?? []) as string[];
  return (
    <ul class="shape">
      {fields.map(([name, field]) => (
        <li>
          <code>{name}</code>{" "}
          <span class="shape-type">
            <TypeInWords schema={field} />
            {!needed.includes(name) && ", may be left out"}
          </span>{" "}
          <Described says={field["description"]} />
          {!("$ref" in field) && <Shape schema={field} />}
        </li>
      ))}
    </ul>
  );
}

const mostNamed = 5;

/** What a shape is, in its own words or by its first fields. */
export function ShapeInShort({ schema }: { schema: ApiSchema }): Child {
  if (typeof schema["description"] === "string") return <Described says={schema["description"]} />;
  const names = (alternativesOf(schema) ?? partsOf(schema) ?? [schema]).flatMap((each) =>
    fieldsOf(each).map(([name]) => name),
  );
  const different = [...new Set(names)];
  const more = different.length > mostNamed ? ", …" : "";
  return different.slice(0, mostNamed).join(", ") + more;
}

/** `list of Paper`, `string or null` */
export function TypeInWords({ schema }: { schema: ApiSchema }): Child {
  const { $ref, type } = schema;
  if (typeof $ref === "string") return <ShapeLink name={$ref.split("/").at(-1)!} />;
  const alternatives = alternativesOf(schema);
  if (alternatives) return <InTurn schemas={alternatives} between=" or " />;
  const parts = partsOf(schema);
  if (parts) return <InTurn schemas={parts.filter((each) => "$ref" in each)} between=" and " />;
  const items = itemsOf(schema);
  if (items) {
    return (
      <>
        list of <TypeInWords schema={items} />
      </>
    );
  }
  if ("const" in schema) return JSON.stringify(schema["const"]);
  if (Array.isArray(schema["enum"])) {
    return schema["enum"].map((each) => JSON.stringify(each)).join(" or ");
  }
  return typeof type === "string" ? type : Array.isArray(type) ? type.join(" or ") : "anything";
}

function InTurn({ schemas, between }: { schemas: readonly ApiSchema[]; between: string }): Child {
  return schemas.map((each, index) => (
    <>
      {index > 0 && between}
      <TypeInWords schema={each} />
    </>
  ));
}

function ShapeLink({ name }: { name: string }) {
  return <a href={`#${shapeId(name)}`}>{name}</a>;
}

/** Of what descriptions have of Markdown: words as they are written. */
export function Described({ says }: { says: unknown }): Child {
  if (typeof says !== "string") return null;
  return says.split("`").map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part));
}

function alternativesOf(schema: ApiSchema): ApiSchema[] | undefined {
  return (schema["anyOf"] ?? schema["oneOf"]) as ApiSchema[] | undefined;
}

function partsOf(schema: ApiSchema): ApiSchema[] | undefined {
  const parts = schema["allOf"] as ApiSchema[] | undefined;
  // One within another says no more than side by side.
  return parts?.flatMap((each) => partsOf(each) ?? [each]);
}

function itemsOf(schema: ApiSchema): ApiSchema | undefined {
  return schema["type"] === "array" ? (schema["items"] as ApiSchema) : undefined;
}

function fieldsOf(schema: ApiSchema): [string, ApiSchema][] {
  return Object.entries((schema["properties"] ?? {}) as Record<string, ApiSchema>);
}
