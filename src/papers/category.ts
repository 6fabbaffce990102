// What arXiv calls its categories (arxiv.org/category_taxonomy), shortened where that loses nothing.

const names = new Map(
  `cs.AI Artificial intelligence
cs.AR Hardware architecture
cs.CC Computational complexity
cs.CE Computational engineering
cs.CG Computational geometry
cs.CL Computation and language
cs.CR Cryptography and security
cs.CV Computer vision
cs.CY Computers and society
cs.DB Databases
cs.DC Distributed computing
cs.DL Digital libraries
cs.DM Discrete mathematics
cs.DS Data structures and algorithms
cs.ET Emerging technologies
cs.FL Formal languages
cs.GL General literature
cs.GR Graphics
cs.GT Game theory
cs.HC Human–computer interaction
cs.IR Information retrieval
cs.IT Information theory
cs.LG Machine learning
cs.LO Logic in computer science
cs.MA Multiagent systems
cs.MM Multimedia
cs.MS Mathematical software
cs.NA Numerical analysis
cs.NE Neural and evolutionary computing
cs.NI Networking
cs.OH Other computer science
cs.OS Operating systems
cs.PF Performance
cs.PL Programming languages
cs.RO Robotics
cs.SC Symbolic computation
cs.SD Sound
cs.SE Software engineering
cs.SI Social and information networks
cs.SY Systems and control
econ.EM Econometrics
econ.GN General economics
econ.TH Theoretical economics
eess.AS Audio and speech processing
eess.IV Image and video processing
eess.SP Signal processing
eess.SY Systems and control
math.AC Commutative algebra
math.AG Algebraic geometry
math.AP Analysis of PDEs
math.AT Algebraic topology
math.CA Classical analysis and ODEs
math.CO Combinatorics
math.CT Category theory
math.CV Complex variables
math.DG Differential geometry
math.DS Dynamical systems
math.FA Functional analysis
math.GM General mathematics
math.GN General topology
math.GR Group theory
math.GT Geometric topology
math.HO History and overview
math.IT Information theory
math.KT K-theory and homology
math.LO Logic
math.MG Metric geometry
math.MP Mathematical physics
math.NA Numerical analysis
math.NT Number theory
math.OA Operator algebras
math.OC Optimization and control
math.PR Probability
math.QA Quantum algebra
math.RA Rings and algebras
math.RT Representation theory
math.SG Symplectic geometry
math.SP Spectral theory
math.ST Statistics theory
astro-ph Astrophysics
astro-ph.CO Cosmology
astro-ph.EP Earth and planetary astrophysics
astro-ph.GA Astrophysics of galaxies
astro-ph.HE High-energy astrophysics
astro-ph.IM Astrophysical instruments
astro-ph.SR Solar and stellar astrophysics
cond-mat Condensed matter
cond-mat.dis-nn Disordered systems
cond-mat.mes-hall Mesoscale physics
cond-mat.mtrl-sci Materials science
cond-mat.other Other condensed matter
cond-mat.quant-gas Quantum gases
cond-mat.soft Soft condensed matter
cond-mat.stat-mech Statistical mechanics
cond-mat.str-el Strongly correlated electrons
cond-mat.supr-con Superconductivity
gr-qc General relativity
hep-ex High-energy experiment
hep-lat High-energy lattice
hep-ph High-energy phenomenology
hep-th High-energy theory
math-ph Mathematical physics
nlin.AO Adaptation and self-organization
nlin.CD Chaotic dynamics
nlin.CG Cellular automata
nlin.PS Pattern formation
nlin.SI Integrable systems
nucl-ex Nuclear experiment
nucl-th Nuclear theory
physics.acc-ph Accelerator physics
physics.ao-ph Atmospheric and oceanic physics
physics.app-ph Applied physics
physics.atm-clus Atomic and molecular clusters
physics.atom-ph Atomic physics
physics.bio-ph Biological physics
physics.chem-ph Chemical physics
physics.class-ph Classical physics
physics.comp-ph Computational physics
physics.data-an Data analysis
physics.ed-ph Physics education
physics.flu-dyn Fluid dynamics
physics.gen-ph General physics
physics.geo-ph Geophysics
physics.hist-ph History of physics
physics.ins-det Instruments and detectors
physics.med-ph Medical physics
physics.optics Optics
physics.plasm-ph Plasma physics
physics.pop-ph Popular physics
physics.soc-ph Physics and society
physics.space-ph Space physics
quant-ph Quantum physics
q-bio.BM Biomolecules
q-bio.CB Cell behavior
q-bio.GN Genomics
q-bio.MN Molecular networks
q-bio.NC Neurons and cognition
q-bio.OT Other quantitative biology
q-bio.PE Populations and evolution
q-bio.QM Quantitative methods
q-bio.SC Subcellular processes
q-bio.TO Tissues and organs
q-fin.CP Computational finance
q-fin.EC Economics
q-fin.GN General finance
q-fin.MF Mathematical finance
q-fin.PM Portfolio management
q-fin.PR Pricing of securities
q-fin.RM Risk management
q-fin.ST Statistical finance
q-fin.TR Trading
stat.AP Applied statistics
stat.CO Statistical computation
stat.ME Statistical methodology
stat.ML Machine learning in statistics
stat.OT Other statistics
stat.TH Statistics theory`
    .split("\n")
    .map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)] as const),
);

const archives = new Map(
  Object.entries({
    cs: "Computer science",
    econ: "Economics",
    eess: "Electrical engineering and systems",
    math: "Mathematics",
    "astro-ph": "Astrophysics",
    "cond-mat": "Condensed matter",
    nlin: "Nonlinear sciences",
    physics: "Physics",
    "q-bio": "Quantitative biology",
    "q-fin": "Quantitative finance",
    stat: "Statistics",
  }),
);

/** `Computer vision` for `cs.CV`; the category itself when it has no other name. */
export function categoryName(category: string): string {
  return names.get(category) ?? category;
}

/** `Computer science` for `cs`. */
export function archiveName(archive: string): string {
  return archives.get(archive) ?? categoryName(archive);
}

/** Whether arXiv has a category or an archive of this name. */
export function isOfArxiv(name: string): boolean {
  return names.has(name) || archives.has(name);
}

/** `cs.AI`, `math`, `hep-th`, `cond-mat.mtrl-sci`: what could be a category or an archive. */
export function isCategoryShaped(text: string): boolean {
  return text.length <= 40 && /^[a-z]+(-[a-z]+)*(\.[A-Za-z]+(-[a-z]+)*)?$/.test(text);
}
