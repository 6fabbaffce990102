// Scans vectors beside the thread that searches; see ../vectors/scan.ts.
import { workerData } from "node:worker_threads";
import { joinKernel } from "../vectors/kernel.ts";
import { Scan } from "../vectors/scan.ts";

new Scan(joinKernel(workerData as WebAssembly.Memory), "helps").serve();
