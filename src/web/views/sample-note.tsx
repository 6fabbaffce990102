// What a fresh instance says above its sample.

export function SampleNote() {
  return (
    <aside class="note" aria-label="About the sample">
      <p>
        <span class="mark-box">Sample</span> This is a sample, so that you can look around. It
        leaves as soon as papers of your own arrive:
      </p>
      <pre tabindex={0}>npm run broadsheet -- import FILE</pre>
    </aside>
  );
}
