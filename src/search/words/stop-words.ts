// Function words of English: they say nothing about a paper. They are held, for phrases, but a
// ranked query leaves them out unless it has no others.
export const stopWords: ReadonlySet<string> = new Set(
  (
    "give given make made making makes many much often one another since though although among via per a about above after again against all also am an and any are as at be because been before " +
    "being below between both but by can cannot could did do does doing down during each either etc few for " +
    "from further had has have having he her here hers him his how however i if in into is it its " +
    "itself just may me might more most must my no nor not of off on once only or other our ours out " +
    "over own same shall she should so some such than that the their theirs them then there these " +
    "they this those through to too under until up upon very was we were what when where whether " +
    "which while who whom whose why will with within without would yet you your"
  ).split(" "),
);
