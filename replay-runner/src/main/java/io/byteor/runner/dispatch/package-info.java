/**
 * Which replays run where and when: those of the partitions that are ours, executes of one root bundle one at a time, dry-runs
 * beside them. Threads live here; what a replay does is not known.
 */
@NullMarked
package io.byteor.runner.dispatch;

import org.jspecify.annotations.NullMarked;
