// What a form takes along unseen.
export function HiddenFields({ of }: { of: Record<string, string | number | undefined> }) {
  return (
    <>
      {Object.entries(of).map(
        ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
      )}
    </>
  );
}
