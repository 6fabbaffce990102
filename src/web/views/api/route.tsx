// One route of the API: what it takes, how to ask it, what it answers, and a form to try it.
import type { ApiDescription, ApiOperation, ApiSchema } from "../../../api-description.ts";
import { links } from "../../../links.ts";
import { exampleBody, exampleCommand } from "./examples.ts";
import { Described, Shape, TypeInWords } from "./shape.tsx";
import { ApiUp } from "./up.tsx";

interface RouteProps {
  path: string;
  method: string;
  operation: ApiOperation;
  description: ApiDescription;
}

export function ApiRoute({ path, method, operation, description }: RouteProps) {
  const { operationId, summary, security, requestBody } = operation;
  const scope = security.flatMap((each) => each["token"] ?? []).at(0);
  const answer = answerOf(operation);
  return (
    <details class="api-route" id={operationId}>
      <summary>
        <h3>
          <code>
            <span class="api-method">{method.toUpperCase()}</span> {path}
          </code>
        </h3>
        <span class="api-summary">{summary}</span>
      </summary>
      {operation.description && (
        <p>
          <Described says={operation.description} />
        </p>
      )}
      {scope !== undefined && (
        <p>
          It takes a token with the scope <code>{scope}</code>.
        </p>
      )}
      {requestBody && (
        <>
          <h4>It is sent</h4>
          <Shape schema={resolved(bodyOf(requestBody), description)} />
        </>
      )}
      {method !== "get" && (
        <noscript>
          <p>
            To send it from this page takes a script, since a token goes along. From a command line
            it takes none.
          </p>
        </noscript>
      )}
      <Trial path={path} method={method} operation={operation} description={description} />
      <h4>From a command line</h4>
      <pre tabindex={0}>
        <code>{exampleCommand({ path, method, operation, description })}</code>
      </pre>
      <h4>It answers</h4>
      {answer ? (
        <>
          <p class="shape-type">
            <TypeInWords schema={answer} />
          </p>
          <Shape schema={resolved(answer, description)} />
        </>
      ) : (
        <p>204, and nothing more.</p>
      )}
      <ApiUp to={operationId} name={`${method.toUpperCase()} ${path}`} />
    </details>
  );
}

/** Without a script a form that reads leads to the answer, and one that writes is not there: it sends a token. */
function Trial({ path, method, operation, description }: RouteProps) {
  const { operationId, parameters = [], requestBody } = operation;
  const reads = method === "get";
  return (
    <form
      class="api-trial"
      action={reads ? links.apiTry : undefined}
      data-api-trial={path}
      data-method={method.toUpperCase()}
      aria-label={`Try ${operationId}`}
      hidden={!reads}
    >
      {reads && <input type="hidden" name="operation" value={operationId} />}
      {parameters.map((parameter) => (
        <ApiField id={`${operationId}-${parameter.name}`} parameter={parameter} />
      ))}
      {requestBody && (
        <p class="field">
          <label for={`${operationId}-body`}>What is sent, as JSON</label>
          <textarea id={`${operationId}-body`} rows={6} spellcheck={false} data-body>
            {exampleBody(operation, description)}
          </textarea>
        </p>
      )}
      <button class="button" type="submit">
        {reads ? "Try it" : "Send it"}
      </button>
      <p class="api-told" role="status" data-told />
      <div data-answer />
    </form>
  );
}

type Parameter = NonNullable<ApiOperation["parameters"]>[number];

function ApiField({ id, parameter }: { id: string; parameter: Parameter }) {
  const { name, required, description, schema, example } = parameter;
  const choices = Array.isArray(schema["enum"]) ? (schema["enum"] as string[]) : undefined;
  const hint = `${id}-hint`;
  const attributes = { id, name, required, "data-in": parameter.in, "aria-describedby": hint };
  const usual = schema["default"] as string | number | undefined;
  return (
    <p class="field">
      <label for={id}>
        <code>{name}</code>
        {required && " (needed)"}
      </label>
      {choices ? (
        <select {...attributes}>
          {!required && (
            <option value="">{usual === undefined ? "—" : `${usual}, as usual`}</option>
          )}
          {choices.map((choice) => (
            <option selected={choice === example}>{choice}</option>
          ))}
        </select>
      ) : (
        <input {...attributes} type="text" autocomplete="off" spellcheck={false} value={example} />
      )}
      <span class="field-hint" id={hint}>
        <Described says={description} /> <Bounds schema={schema} />
      </span>
    </p>
  );
}

function Bounds({ schema }: { schema: ApiSchema }) {
  const { minimum, maximum } = schema as Record<string, unknown>;
  const usual = schema["default"] as string | number | undefined;
  const isBounded =
    typeof minimum === "number" && typeof maximum === "number" && maximum < 1_000_000;
  return (
    <>
      {isBounded && `From ${minimum} to ${maximum}. `}
      {usual !== undefined && usual !== "" && `Usually ${usual}.`}
    </>
  );
}

interface Told {
  content?: Record<string, { schema: ApiSchema }>;
}

function answerOf({ responses }: ApiOperation): ApiSchema | undefined {
  const told = (responses["201"] ?? responses["200"]) as Told | undefined;
  return told?.content?.["application/json"]?.schema;
}

/** The fields themselves, where a shape that has a name is all that there is. */
function resolved(schema: ApiSchema, { components }: ApiDescription): ApiSchema {
  const { $ref } = schema;
  if (typeof $ref !== "string") return schema;
  return components.schemas[$ref.split("/").at(-1)!] ?? schema;
}

function bodyOf({ content }: NonNullable<ApiOperation["requestBody"]>): ApiSchema {
  return content["application/json"]!.schema;
}
