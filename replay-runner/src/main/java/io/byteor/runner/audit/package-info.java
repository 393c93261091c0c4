/** What a replay has to say of itself: its actions as a tree, samples of what it read, and in the end the audit. Pure. */
@NullMarked
package io.byteor.runner.audit;

import org.jspecify.annotations.NullMarked;
