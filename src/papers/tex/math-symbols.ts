// What the names of mathematics look like in Unicode.

/** How a symbol stands among its neighbours: relations have room around them, functions are words. */
type SymbolRole = "letter" | "sign" | "relation" | "function";

export interface MathSymbol {
  text: string;
  role: SymbolRole;
}

const lettersAndNames = `
  alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
  kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
  varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ
  Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω varGamma Γ varDelta Δ varTheta Θ varLambda Λ
  varSigma Σ varPhi Φ varPsi Ψ varOmega Ω varPi Π digamma ϝ ell ℓ hbar ℏ hslash ℏ imath ı jmath ȷ
  wp ℘ Re ℜ Im ℑ aleph ℵ beth ℶ gimel ℷ eth ð Bbbk 𝕜 mho ℧ eps ε veps ε
  R ℝ C ℂ N ℕ Z ℤ Q ℚ RR ℝ CC ℂ NN ℕ ZZ ℤ QQ ℚ
`;
const signs = `
  times × cdot · pm ± mp ∓ div ÷ ast * star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘
  odot ⊙ cap ∩ cup ∪ sqcap ⊓ sqcup ⊔ uplus ⊎ vee ∨ wedge ∧ lor ∨ land ∧ setminus ∖ smallsetminus ∖
  wr ≀ amalg ⨿ dagger † dag † ddagger ‡ ddag ‡ ltimes ⋉ rtimes ⋊ boxtimes ⊠ boxplus ⊞ circledast ⊛
  diamond ⋄ Diamond ◇ lozenge ◊ bigcirc ◯ triangle △ vartriangle △ triangleleft ◁ triangleright ▷
  bigtriangleup △ blacktriangle ▲ square □ Box □ blacksquare ■ checkmark ✓ bowtie ⋈ leftthreetimes ⋋
  sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂
  bigvee ⋁ bigwedge ⋀ bigsqcup ⨆ biguplus ⨄ infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃ nexists ∄
  neg ¬ lnot ¬ emptyset ∅ varnothing ∅ top ⊤ bot ⊥ angle ∠ measuredangle ∡ prime ′ backprime ‵
  natural ♮ sharp ♯ flat ♭ surd √ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ S § P ¶
  langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ vert | lvert | rvert | Vert ‖ lVert ‖ rVert ‖
  lbrace { rbrace } lbrack [ rbrack ] backslash \\ colon : dots … ldots … cdots ⋯ dotsc … dotsb ⋯
  dotsm ⋯ vdots ⋮ ddots ⋱ complement ∁ intercal ⊺ restriction ↾ upharpoonright ↾ degree ° deg °
  textdegree ° lt < gt > textless < textgreater > textendash – textemdash — textbar | pounds £ yen ¥
  copyright © textmu μ And & slash / llbracket ⟦ rrbracket ⟧ ulcorner ⌜ urcorner ⌝ mathsection §
  AA Å O Ø o ø l ł L Ł ss ß ae æ AE Æ oe œ aa å i ı
`;
const relations = `
  leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ leqslant ⩽ geqslant ⩾ leqq ≦ geqq ≧ ll ≪ gg ≫ lll ⋘ ggg ⋙
  approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ varpropto ∝ asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔
  lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ in ∈ notin ∉ ni ∋ owns ∋ subset ⊂ supset ⊃
  subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈ sqsubseteq ⊑ sqsupseteq ⊒ Subset ⋐
  prec ≺ succ ≻ preceq ⪯ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ mid ∣ nmid ∤ parallel ∥ perp ⊥
  vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ smile ⌣ frown ⌢ trianglelefteq ⊴ trianglerighteq ⊵
  unlhd ⊴ unrhd ⊵ lhd ⊲ rhd ⊳ thicksim ∼ thickapprox ≈
  to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔
  implies ⟹ impliedby ⟸ iff ⟺ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷
  Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪
  hookleftarrow ↩ twoheadrightarrow ↠ rightarrowtail ↣ uparrow ↑ downarrow ↓ updownarrow ↕
  Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightleftarrows ⇄
  rightleftharpoons ⇌ leftrightarrows ⇆ rightharpoonup ⇀ leadsto ⇝ rightsquigarrow ⇝ dashrightarrow ⇢
  curvearrowright ↷ circlearrowleft ↺ circlearrowright ↻ bmod mod mod mod
`;
const functions = `
  log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan arg max min sup inf
  lim limsup liminf det dim ker hom gcd lcm Pr sgn sign tr Tr rank rk diag span supp conv argmax
  argmin softmax polylog poly Hom Aut End Ext Tor Spec Pic Gal GL SL PGL PSL SO SU Sp Var Cov
`;

export const mathSymbols: ReadonlyMap<string, MathSymbol> = new Map([
  ...functions
    .trim()
    .split(/\s+/)
    .map((name) => entry(name, name, "function")),
  ...pairs(relations, "relation"),
  ...pairs(signs, "sign"),
  ...pairs(lettersAndNames, "letter"),
]);

function pairs(table: string, role: SymbolRole): [string, MathSymbol][] {
  const words = table.trim().split(/\s+/);
  const names = words.filter((_, i) => i % 2 === 0);
  return names.map((name, i) => entry(name, words[2 * i + 1] ?? name, role));
}

function entry(name: string, text: string, role: SymbolRole): [string, MathSymbol] {
  return [name, { text, role }];
}

const doubleStruck = new Map(
  Object.entries({ C: "ℂ", H: "ℍ", N: "ℕ", P: "ℙ", Q: "ℚ", R: "ℝ", Z: "ℤ" }),
);

/** `R` as `ℝ`; all but ASCII letters and digits stay. */
export function blackboard(text: string): string {
  return text.replace(/[A-Za-z0-9]/g, (character) => {
    const code = character.charCodeAt(0);
    if (code < 58) return String.fromCodePoint(0x1d7d8 + code - 48);
    if (code > 96) return String.fromCodePoint(0x1d552 + code - 97);
    return doubleStruck.get(character) ?? String.fromCodePoint(0x1d538 + code - 65);
  });
}

export const mathAccents: ReadonlyMap<string, string> = new Map(
  Object.entries({
    hat: "\u0302",
    widehat: "\u0302",
    tilde: "\u0303",
    widetilde: "\u0303",
    bar: "\u0304",
    overline: "\u0304",
    vec: "\u20d7",
    overrightarrow: "\u20d7",
    dot: "\u0307",
    ddot: "\u0308",
    check: "\u030c",
    breve: "\u0306",
    acute: "\u0301",
    grave: "\u0300",
    mathring: "\u030a",
    not: "\u0338",
  }),
);
