// What somebody who forgot the title of a paper of the saved page might type instead: for each of its
// 73, in our own words, without a rare word of the title. A paper is named by its title's hash, so
// that none of the page's text stands here.

export const paraphrases: readonly { title: string; says: string }[] = [
  {
    title: "title:dd68d39fd76daaa8",
    says: "finding where on a tool to hold it for a job without labelled pixels",
  },
  {
    title: "title:6f95d05d11d918c3",
    says: "faster robot controllers that guess several moves at once and stop refining sooner",
  },
  {
    title: "title:48863cdc41b10b3c",
    says: "reading emotions from photos of people and showing which muscles gave them away",
  },
  {
    title: "title:637d9f7d86ab71b1",
    says: "working out missing steps between before and after pictures by guessing the overall happening",
  },
  {
    title: "title:239d230276741b09",
    says: "mechanical arm follows office style work rules to plan, do and check long jobs",
  },
  {
    title: "title:4d3b1c5f9e65b76a",
    says: "pretraining a home helper's eyesight by matching first person photos with labelled floor plans",
  },
  {
    title: "title:0039a098bc924050",
    says: "how badly do recognisers fail when people are partly hidden from the camera",
  },
  {
    title: "title:e4bde87e7b8d69b8",
    says: "training on millions of internet captions with pictures so new categories need no examples",
  },
  {
    title: "title:fa792c8ff3df38f3",
    says: "ordinary people teach a machine arm by telling it which way to move",
  },
  {
    title: "title:65c142ced7e8f3aa",
    says: "give credit to each token rather than whole moves when training chatbots by reward",
  },
  {
    title: "title:7e49e44580e7922a",
    says: "chatbots improve by writing their own questions and answers about any labelled footage",
  },
  {
    title: "title:dc7f3765feeb43a4",
    says: "predict how-to steps by imagining the frames between start and finish",
  },
  {
    title: "title:0be890e668151368",
    says: "branching search over whole programs that run, to solve hard problems without labels",
  },
  {
    title: "title:d9d8f597b0c81060",
    says: "splitting noisy search classes into finer ones to recognise activities in internet clips",
  },
  {
    title: "title:f40895193147b4c4",
    says: "learn to name what changed between two pictures, then to draw the next",
  },
  {
    title: "title:c5970174a7d0e486",
    says: "does writing out thoughts hurt or help when following directions through a building",
  },
  {
    title: "title:644ce51d986be0d6",
    says: "pick useful pieces from a large old robot collection using a handful of examples",
  },
  {
    title: "title:1d2200f60aac8fdf",
    says: "guessing both next moves and rough future states makes better controllers from examples",
  },
  {
    title: "title:4b6c02a317c26d82",
    says: "teach arms from people's recordings by drawing hand paths as flat lines on pictures",
  },
  {
    title: "title:9e6ca682fdff2c55",
    says: "follow wayfinding directions without training by understanding verbs such as leave or go past",
  },
  {
    title: "title:9988d6f69744abaa",
    says: "captions that detail each limb of people moving, to test chatbots on clips",
  },
  {
    title: "title:78fd7ecc8280084a",
    says: "customer service chatbots cope with new procedures when told the sequence of steps",
  },
  {
    title: "title:64937dc913b1d168",
    says: "machines first say a small movement in words, and people can correct it",
  },
  {
    title: "title:caf507c8a304762a",
    says: "outline only the things a person is handling, told what they are doing",
  },
  {
    title: "title:aad21ac862d49f19",
    says: "a chatbot plays researcher, choosing tasks and watching training runs of a machine",
  },
  {
    title: "title:00d3a7d0f9d5182e",
    says: "chatbots that alternate thinking out loud with looking things up or doing something",
  },
  {
    title: "title:2e25a9d12b5cc3e4",
    says: "review of robot foundation networks sorted by what form their output steps take",
  },
  {
    title: "title:258086bef1c76571",
    says: "block building game player who follows human habits, from what it wants and sees",
  },
  {
    title: "title:9a96f6665d6f8918",
    says: "generate robot movements from rough to detailed, scale by scale, faster than denoising",
  },
  {
    title: "title:2d37b9e742f4de02",
    says: "write python scripts calling vision tools to turn commands into arm movements",
  },
  {
    title: "title:5e5326aaebed8e5e",
    says: "teach tool using chatbots to refuse harmful jobs but still do harmless ones",
  },
  {
    title: "title:d82df89de45084db",
    says: "improve sight and knowledge first, then practise crafting and mining in block worlds",
  },
  {
    title: "title:9c2f3e9658169827",
    says: "restrict denoising to steps that fit the recognised activity when completing how-to recordings",
  },
  {
    title: "title:b6fd42063c0574a8",
    says: "generalist control from unlabelled logs, in a space where distance is travel time",
  },
  {
    title: "title:a063b960cdd116c2",
    says: "robots acquire many skills from people fooling around by remote control, without labels",
  },
  {
    title: "title:56fecab7d8f1912d",
    says: "robot imagines future depth, moving regions and object meaning before choosing what to do",
  },
  {
    title: "title:91a0013772927de9",
    says: "turn imperfect demonstrations plus human corrections into reusable written lessons kept in memory",
  },
  {
    title: "title:b86a4018705dc78f",
    says: "do vision chatbots know how to behave politely and safely around other people",
  },
  {
    title: "title:19779e1b29f4ffac",
    says: "open drawers and doors on command by linking named pieces to how they move",
  },
  {
    title: "title:40c7a5ff9d93b2fc",
    says: "predicting which move joins two frames gives useful features for copying experts",
  },
  {
    title: "title:230d82df6430a56b",
    says: "foresee the next camera frame, then derive how the arm should reach it",
  },
  {
    title: "title:98d27cc3c8ebb2d4",
    says: "discrete codes for movement learned from unlabelled clips serve as words to pretrain arms",
  },
  {
    title: "title:eee98cd95c4fab28",
    says: "foretell what a camera wearer will do much later by prompting a chatbot",
  },
  {
    title: "title:324e003d4623e15e",
    says: "clicking the right place on a screen without writing out pixel positions as text",
  },
  {
    title: "title:d3b4d1117fd895b1",
    says: "copy an expert merely by watching, after learning how one's own body works",
  },
  {
    title: "title:f4ea599324b049e6",
    says: "two armed machine picks up a skill from a single recording of human hands",
  },
  {
    title: "title:30153f3722511663",
    says: "convert online tutorials into synthetic examples for programs that browse the web",
  },
  {
    title: "title:b5f8c765689cd154",
    says: "tell how often an exercise is done over and over in long recordings",
  },
  {
    title: "title:9c86c9d7803b6f9a",
    says: "distance between picture features tells a robot which move brings it nearer the goal",
  },
  {
    title: "title:4982ff29ad31f1cb",
    says: "one network that both operates screens and moves physical arms, trained with drawn marks",
  },
  {
    title: "title:1e24bf5911ffdc84",
    says: "let the teacher peek at the student's next step to get better pixel labels",
  },
  {
    title: "title:d8749c9f80308f57",
    says: "which recordings by experts are worth keeping when teaching robots to copy people",
  },
  {
    title: "title:bfeaee07c989c6f2",
    says: "controlled comparison of ways that robots lay out steps before moving",
  },
  {
    title: "title:d3eec81ad83b14b0",
    says: "can chatbots guess what a cook does next and why, from clips",
  },
  {
    title: "title:b628bab224d223a7",
    says: "telling apart similar gymnastics moves with few labels, by distorting timing",
  },
  {
    title: "title:58df1fbd41d77b08",
    says: "copy how an expert computes the answer, including search steps, not merely its choice",
  },
  {
    title: "title:1a26acb39280ee88",
    says: "evolutionary search that finds diverse strategies and rare feedback without handmade descriptors",
  },
  {
    title: "title:788a3bec128e6f87",
    says: "separate diffusion head on top of a captioning network drives arms more precisely",
  },
  {
    title: "title:1a94608e8a368b84",
    says: "robots understand commands well but fail at carrying them out, a test suite shows",
  },
  {
    title: "title:b5c5531fed390bec",
    says: "weigh features by what people do when finding its start and end in footage",
  },
  {
    title: "title:607cae8723793826",
    says: "several value judges combine different incentives so arms discover safe and useful movements",
  },
  {
    title: "title:ca57e6f647f76623",
    says: "keep half finished future movements around so robots react quickly with few refinements",
  },
  {
    title: "title:df4780318e66e14b",
    says: "millions of captions on what people do help name classes never seen in training",
  },
  {
    title: "title:5e4238244f593d13",
    says: "correcting what it thinks at every step stops card playing networks growing dull",
  },
  {
    title: "title:7da79f052460242b",
    says: "split demonstrations into meaningful pieces without labels by how much each tells of outcomes",
  },
  {
    title: "title:69090b543585603b",
    says: "robot samples many candidate moves, scores them slowly, then a quick part refines one",
  },
  {
    title: "title:253431d95118ef97",
    says: "rate how risky a browser assistant's next click is before it happens",
  },
  {
    title: "title:be557387190de4fa",
    says: "comparing self supervised objectives on control trajectories cut into single numbers",
  },
  {
    title: "title:ac67e8c8b0e20492",
    says: "draw animals or other people in the pose shown by a few sample photos",
  },
  {
    title: "title:88fa20fc0e1d43e0",
    says: "practice and extra rewards mend the failures of copying experts by merely watching",
  },
  {
    title: "title:818c0f3b3ab9bc7e",
    says: "overview of machines that see, read and do, their uses and open problems",
  },
  {
    title: "title:cf6f379052e27cca",
    says: "break commands into smaller targets, marked on volumes that steer the arm's denoising",
  },
  {
    title: "title:e985a4d289d57db7",
    says: "show a game player which object to deal with by outlining it over frames",
  },
];
