/**
 * Takes one captured record through a compiled pipeline, depth first, and tells a sink every action it leads to. Pure: what
 * becomes of an effect is the sink's to say.
 */
@NullMarked
package io.byteor.runner.walk;

import org.jspecify.annotations.NullMarked;
