// Answers elkjs' messages: inside of a worker this module installs its own `onmessage`.
import "elkjs/lib/elk-worker.min.js";
