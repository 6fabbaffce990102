// What the catalogue knows of its own past; pages know nothing of how it is stored.
export { beganAt, databaseState } from "../store/state.ts";
