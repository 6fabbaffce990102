// How a reader proves an ORCID iD: an address to put into the record, and the iD.
import { Field } from "./field.tsx";

interface OrcidStepsProps {
  /** What is to stand in the record. */
  link: string;
  typed: string;
  fault?: string | undefined;
}

export function OrcidSteps({ link, typed, fault }: OrcidStepsProps) {
  return (
    <>
      <Field
        name="link"
        label="1. Put this address among “Websites & social links” of your record at orcid.org, for everybody to see"
        value={link}
        hint="It leads to your page here, and only you are given it. You may take it out again afterwards."
        autocomplete="off"
        readonly
      />
      <Field
        name="orcid"
        label="2. Your ORCID iD"
        hint="Sixteen digits in four groups, such as 0000-0002-1825-0097"
        value={typed}
        error={fault}
        maxlength={100}
        autocomplete="off"
      />
    </>
  );
}
