/** Carries out accepted replays: reads journal lanes, walks the pipeline spec, dry-run or execute. */
@NullMarked
package io.byteor.runner;

import org.jspecify.annotations.NullMarked;
