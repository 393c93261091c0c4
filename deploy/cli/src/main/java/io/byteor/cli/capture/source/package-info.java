/** What the lanes of a bundle are captured from: files of lines, of frames, journal segments, and live topics. */
@NullMarked
package io.byteor.cli.capture.source;

import org.jspecify.annotations.NullMarked;
